package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.html.HtmlToken;
import relay.domain.html.HtmlTokenizer;

/** Which links of HTML are changed, and that nothing else is. */
class TrackedHtmlTest {

  private static String tracked(String html) {
    return TrackedHtml.rewrite(html, true, 100, ScriptedAddresses.links()).html();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a href=\"https://a.example/\">x</a>|<a href=\"https://t/1\">x</a>",
        "<a href='https://a.example/'>x</a>|<a href='https://t/1'>x</a>",
        "<a href=https://a.example/>x</a>|<a href=https://t/1>x</a>",
        "<a href = https://a.example/ title=x>|<a href = https://t/1 title=x>",
        "<A HREF=\"https://a.example/\">|<A HREF=\"https://t/1\">",
        "<a class=\"x\" href=\"https://a.example/?a=1&amp;b=2\" id=y>|<a class=\"x\" href=\"https://t/1\" id=y>",
        "<area shape=rect href=\"https://a.example/\">|<area shape=rect href=\"https://t/1\">",
        "<a href=\"https://a.example/\" href=\"https://b.example/\">|<a href=\"https://t/1\" href=\"https://b.example/\">",
        "<a href=\"https://a.example/1\"><a href=\"https://a.example/2\">|<a href=\"https://t/1\"><a href=\"https://t/2\">",
        "<a href=\"https://a.example/1\"><a href=\"https://a.example/1\">|<a href=\"https://t/1\"><a href=\"https://t/1\">",
        "<p title=\"<a href='https://a.example/'>\"><a href=\"https://b.example/\">|<p title=\"<a href='https://a.example/'>\"><a href=\"https://t/1\">",
      })
  void shouldChangeTheAddressAndNothingBesideIt(String html, String expected) {
    assertThat(tracked(html)).isEqualTo(expected);
  }

  @Test
  void shouldFindTagsOverSeveralLines() {
    assertThat(tracked("<a\nhref=\"https://a.example/\"\n>"))
        .isEqualTo("<a\nhref=\"https://t/1\"\n>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/ in words",
        "<a href=\"mailto:a@example.org\">",
        "<a href=\"#top\">",
        "<a href=\"tel:+49\">",
        "<a href=\"/relative\">",
        "<a href=\"javascript:alert('https://a.example/')\">",
        "<a href=\"https://a.example/\" data-no-track>",
        "<a data-no-track=\"\" href=\"https://a.example/\">",
        "<a href=\"https://a.example/leave-me\">",
        "<a name=\"https://a.example/\">",
        "<a data-href=\"https://a.example/\">",
        "<link href=\"https://a.example/style.css\">",
        "<base href=\"https://a.example/\">",
        "<img src=\"https://a.example/x.png\">",
        "<form action=\"https://a.example/\">",
        "<!-- <a href=\"https://a.example/\"> -->",
        "<!--[if mso]><a href=\"https://a.example/\"><![endif]-->",
        "<script>x = '<a href=\"https://a.example/\">'</script>",
        "<style>a[href=\"https://a.example/\"] {}</style>",
        "<title><a href=\"https://a.example/\"></title>",
        "<textarea><a href=\"https://a.example/\"></textarea>",
        "<a href=\"https://a.example/",
        "<a href",
        "</a href=\"https://a.example/\">",
        "<",
        "",
      })
  void shouldLeaveAlone(String html) {
    assertThat(tracked(html)).isEqualTo(html);
  }

  @Test
  void shouldLeaveLinksWithLettersBeyondAsciiWhenItDoesNotKnowTheLetters() {
    String html = "<a href=\"https://a.example/\u00fc\"><a href=\"https://a.example/\">";

    assertThat(TrackedHtml.rewrite(html, false, 9, ScriptedAddresses.links()).html())
        .isEqualTo("<a href=\"https://a.example/\u00fc\"><a href=\"https://t/1\">");
  }

  @Test
  void shouldStopAtTheBound() {
    String html = "<a href=\"https://a.example/\">".repeat(5);

    TrackedHtml tracked = TrackedHtml.rewrite(html, true, 3, ScriptedAddresses.links());

    assertThat(tracked.links()).isEqualTo(3);
    assertThat(tracked.html())
        .isEqualTo(
            "<a href=\"https://t/1\">".repeat(3) + "<a href=\"https://a.example/\">".repeat(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><body>x</body></html>|<html><body>x@</body></html>",
        "<body>x</BODY >|<body>x@</BODY >",
        "<body></body><body>x</body>|<body></body><body>x@</body>",
        "<html>x</html>|<html>x@</html>",
        "<p>x</p>|<p>x</p>@",
        "x|x@",
        "<!-- </body> -->x|<!-- </body> -->x@",
      })
  void shouldPutThePictureWhereTheBodyEnds(String html, String expected) {
    assertThat(TrackedHtml.rewrite(html, true, 9, ScriptedAddresses.all()).html())
        .isEqualTo(expected.replace("@", ScriptedAddresses.PICTURE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x<!-- ", "<script>x", "<a href=\"x"})
  void shouldShowNoPictureWhereItWouldNotBeShown(String html) {
    assertThat(TrackedHtml.rewrite(html, true, 9, ScriptedAddresses.all()).html()).isEqualTo(html);
  }

  @Test
  void shouldHideTheTrapFromPeople() {
    var addresses = ScriptedAddresses.all();
    addresses.traps = true;

    assertThat(TrackedHtml.rewrite("<body>x</body>", true, 9, addresses).html())
        .isEqualTo(
            "<body>x<a href=\"https://t/x\" style=\"display:none\" tabindex=\"-1\""
                + " aria-hidden=\"true\"></a>"
                + ScriptedAddresses.PICTURE
                + "</body>");
  }

  @Test
  void shouldNeverThrowAndNeverChangeAnythingButAddresses() {
    Chance.rounds(
        1_000,
        random -> {
          String html = anyHtml(random);
          var addresses = ScriptedAddresses.links();

          String tracked = TrackedHtml.rewrite(html, true, 100, addresses).html();

          assertThat(restored(tracked, html, addresses.targets)).isEqualTo(html);
        });
  }

  @Test
  void shouldLeadBackFromEveryLinkToWhatStoodThere() {
    TrackedLinks links = TestTracking.links(5);
    Chance.rounds(
        200,
        random -> {
          String html = anyHtml(random);
          LinkAddresses real = realAddresses(links);

          TrackedHtml tracked = TrackedHtml.rewrite(html, true, 100, real);

          List<String> before = hrefs(html);
          List<String> after = hrefs(tracked.html());
          assertThat(after).hasSameSizeAs(before);
          for (int i = 0; i < before.size(); i++) {
            if (after.get(i).startsWith("https://t/c/")) {
              String word = after.get(i).substring("https://t/c/".length());
              assertThat(links.check(word, TestLinks.NOON))
                  .isInstanceOfSatisfying(
                      LinkVerdict.Genuine.class,
                      genuine -> assertThat(before).contains(genuine.link().target()));
            } else {
              assertThat(after.get(i)).isEqualTo(before.get(i));
            }
          }
        });
  }

  private static LinkAddresses realAddresses(TrackedLinks links) {
    return new LinkAddresses() {
      @Override
      public Optional<String> click(String target, int number) {
        return Optional.of("https://t/c/" + links.make(TestLinks.click(number, target)));
      }

      @Override
      public Optional<String> open() {
        return Optional.empty();
      }

      @Override
      public Optional<String> trap() {
        return Optional.empty();
      }
    };
  }

  /** Values of the attributes that may hold links, normal ones as they are meant. */
  private static List<String> hrefs(String html) {
    List<String> values = new ArrayList<>();
    for (HtmlToken token : HtmlTokenizer.read(html)) {
      if (token instanceof HtmlToken.Tag tag) {
        tag.attribute("href")
            .ifPresent(
                href ->
                    values.add(
                        LinkTarget.ofAttribute(href.rawValue(html)).orElse(href.rawValue(html))));
      }
    }
    return values;
  }

  /** The text with each tracked address taken back to what stood there. */
  private static String restored(String tracked, String html, List<String> targets) {
    StringBuilder out = new StringBuilder();
    List<HtmlToken> before = HtmlTokenizer.read(html);
    List<HtmlToken> after = HtmlTokenizer.read(tracked);
    assertThat(after).hasSameSizeAs(before);
    int used = 0;
    for (int i = 0; i < after.size(); i++) {
      String old = html.substring(before.get(i).start(), before.get(i).end());
      String now = tracked.substring(after.get(i).start(), after.get(i).end());
      if (old.equals(now)) {
        out.append(now);
        continue;
      }
      HtmlToken.Tag oldTag = (HtmlToken.Tag) before.get(i);
      HtmlToken.Tag nowTag = (HtmlToken.Tag) after.get(i);
      String raw = oldTag.attribute("href").orElseThrow().rawValue(html);
      var place = nowTag.attribute("href").orElseThrow();
      assertThat(LinkTarget.ofAttribute(raw)).contains(targets.get(used++));
      out.append(tracked, nowTag.start(), place.valueStart())
          .append(raw)
          .append(tracked, place.valueEnd(), nowTag.end());
    }
    return out.toString();
  }

  private static final List<String> PIECES =
      List.of(
          "<a href=\"https://a.example/1?x=1&amp;y=2\">",
          "<a href='http://b.example/2'>",
          "<a href=https://c.example/3>",
          "<area href=\"https://d.example/4\">",
          "</a>",
          "<a ",
          "href=",
          "\"",
          "'",
          ">",
          "<",
          "</",
          "<!--",
          "-->",
          "<!",
          "<script>",
          "</script>",
          "<style>",
          "</style>",
          "<textarea>",
          "</textarea>",
          "<body>",
          "</body>",
          "data-no-track",
          "https://e.example/5",
          "&amp;",
          "&#",
          "&",
          "=",
          "/",
          " ",
          "\r\n",
          "\u0000",
          "ü",
          "\ud83d\ude00",
          "\ud800",
          "text");

  private static String anyHtml(Random random) {
    StringBuilder html = new StringBuilder();
    int pieces = random.nextInt(40);
    for (int i = 0; i < pieces; i++) {
      html.append(
          random.nextInt(12) == 0
              ? String.valueOf((char) random.nextInt(0x10000))
              : PIECES.get(random.nextInt(PIECES.size())));
    }
    return html.toString();
  }
}
