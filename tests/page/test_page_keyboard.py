"""Without a mouse: search, select, read, leave; and the focus can be seen."""


def test_slash_type_enter_reach_the_quote(opened, sample_page):
    watched = opened(sample_page)
    page = watched.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("karpathy")
    page.keyboard.press("Enter")
    assert watched.state()["sel"] == "e:Andrej_Karpathy"
    assert page.locator("#evidence .quote:visible").count() == 4
    assert page.locator("#evidence a[href^='https://news.example/']").count() == 4
    assert page.evaluate("document.activeElement.id") == "evidence"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('evidence').contains(document.activeElement)")


def test_search_knows_aliases_accents_and_sentences(opened, sample_page):
    watched = opened(sample_page)
    for typed, chosen in (("karen simo", "e:Karén_Simonyan"), ("samuel", "e:Sam_Altman"), ("OPENAI", "e:OpenAI")):
        watched.page.fill("#search", typed)
        watched.page.keyboard.press("Enter")
        assert watched.state()["sel"] == chosen
    watched.page.fill("#search", "leike joined anthropic")
    watched.page.keyboard.press("Enter")
    assert watched.state()["sel"].startswith("f:")
    assert "Jan Leike joined Anthropic" in watched.page.inner_text("#evidence h2")


def test_search_says_when_there_is_nothing(opened, sample_page):
    page = opened(sample_page).page
    page.fill("#search", "zzzz")
    assert page.inner_text("#found") == "Nothing of that name"
    page.keyboard.press("Enter")
    assert page.evaluate("techkg.state.sel") == ""


def test_arrows_choose_among_results(opened, sample_page):
    watched = opened(sample_page)
    watched.page.fill("#search", "an")
    first = watched.page.get_attribute("#search", "aria-activedescendant")
    watched.page.keyboard.press("ArrowDown")
    assert watched.page.get_attribute("#search", "aria-activedescendant") != first
    assert watched.page.locator("#found [aria-selected=true]").count() == 1
    watched.page.keyboard.press("ArrowUp")
    assert watched.page.get_attribute("#search", "aria-activedescendant") == first


def test_escape_leaves_step_by_step(opened, sample_page):
    watched = opened(sample_page, "sel=e:OpenAI")
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("sam")
    watched.page.keyboard.press("Escape")
    assert watched.page.locator("#found").is_hidden()
    watched.page.keyboard.press("Escape")
    assert watched.page.input_value("#search") == ""
    watched.page.keyboard.press("Escape")
    assert watched.state()["sel"] == ""


def test_every_control_is_reached_and_shows_its_focus(opened, sample_page):
    page = opened(sample_page).page
    seen = set()
    for _ in range(45):
        page.keyboard.press("Tab")
        ring = page.evaluate("""() => {
          const node = document.activeElement;
          const style = getComputedStyle(node);
          const thumb = node.classList.contains("thumb"); // its ring is on the thumb itself
          const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
          return [node.id || node.className, thumb || ringed];
        }""")
        assert ring[1], ring
        seen.add(ring[0])
    assert {"search", "theme", "language", "map", "zoom-fit"} <= seen


def test_a_ticked_box_keeps_the_focus(opened, sample_page):
    page = opened(sample_page).page
    page.focus('#relations input[data-id="left"]')
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.dataset.id") == "left"
    assert not page.is_checked('#relations input[data-id="left"]')


def test_the_table_opens_evidence_by_keyboard(opened, sample_page):
    watched = opened(sample_page, "view=table")
    watched.page.focus("#table tbody tr:not([hidden]) button.verb >> nth=0")
    watched.page.keyboard.press("Enter")
    assert watched.state()["sel"].startswith("f:")
    assert watched.page.locator("#evidence .quote").count() >= 1
