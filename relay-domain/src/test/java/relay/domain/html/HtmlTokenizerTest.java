package relay.domain.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTokenizerTest {

  /** T text, R raw, C comment, B begin tag, E end tag; with the text each covers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a<b>c</b> | T:a B:<b> T:c E:</b>",
        "1 < 2 | T:1 < 2",
        "a<3 b | T:a<3 b",
        "<p | C:<p",
        "<p title='x | C:<p title='x",
        "<!DOCTYPE html><p> | C:<!DOCTYPE html> B:<p>",
        "<!-- <b> --><i> | C:<!-- <b> --> B:<i>",
        "<!--><b> | C:<!--> B:<b>",
        "<!---><b> | C:<!---> B:<b>",
        "<!-- a --!><b> | C:<!-- a --!> B:<b>",
        "<!-- never <b> | C:<!-- never <b>",
        "<?php x ?><b> | C:<?php x ?> B:<b>",
        "</3><b> | C:</3> B:<b>",
        "<script>a<b</script>c | B:<script> R:a<b E:</script> T:c",
        "<SCRIPT>x</sCript > | B:<SCRIPT> R:x E:</sCript >",
        "<script>x</scripty></script> | B:<script> R:x</scripty> E:</script>",
        "<style>p{}</style><p> | B:<style> R:p{} E:</style> B:<p>",
        "<title>a<b></title> | B:<title> R:a<b> E:</title>",
        "<script>never | B:<script> R:never",
        "<a title='>'>x | B:<a title='>'> T:x",
        "<a title=\">\">x | B:<a title=\">\"> T:x",
        "<a title=x>y</a> | B:<a title=x> T:y E:</a>",
        "<br/><hr /> | B:<br/> B:<hr />"
      })
  void shouldCutWhereBrowsersCut(String html, String expected) {
    String cut =
        HtmlTokenizer.read(html).stream()
            .map(token -> letter(token) + ":" + html.substring(token.start(), token.end()))
            .collect(Collectors.joining(" "));

    assertThat(cut).isEqualTo(expected);
  }

  private static String letter(HtmlToken token) {
    if (token instanceof HtmlToken.Tag tag) {
      return tag.isEnd() ? "E" : "B";
    }
    return token instanceof HtmlToken.Text ? "T" : token instanceof HtmlToken.Raw ? "R" : "C";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<a href=\"x\" id='y' z=w q> | href=x,id=y,z=w,q=",
        "<a HREF = 'x'> | href=x",
        "<a href='a&amp;b'> | href=a&b",
        "<a href=x/y> | href=x/y",
        "<a =x> | =x=",
        "<a a='1'b='2'> | a=1,b=2",
        "<img/src='x'/alt=y> | src=x,alt=y",
        "<a href=> | href=",
        "<a x='' y> | x=,y="
      })
  void shouldReadAttributesAsBrowsersDo(String html, String expected) {
    String read =
        ((HtmlToken.Tag) HtmlTokenizer.read(html).get(0))
            .attributes().stream()
                .map(a -> a.name() + "=" + a.value(html))
                .collect(Collectors.joining(","));

    assertThat(read).isEqualTo(expected);
  }

  @Test
  void shouldTellWhetherAValueIsQuotedAndCountTheFirstOfAName() {
    String html = "<a href=\"one\" href=two>";

    HtmlToken.Tag tag = (HtmlToken.Tag) HtmlTokenizer.read(html).get(0);

    assertThat(tag.attribute("href").orElseThrow().rawValue(html)).isEqualTo("one");
    assertThat(tag.attributes()).extracting(HtmlAttribute::isQuoted).containsExactly(true, false);
    assertThat(tag.attribute("title")).isEmpty();
  }

  @Test
  void shouldTakeLineEndsWithinATagForBlanks() {
    String html = "<a\n\thref='x'\n>";

    HtmlToken.Tag tag = (HtmlToken.Tag) HtmlTokenizer.read(html).get(0);

    assertThat(tag.name()).isEqualTo("a");
    assertThat(tag.attribute("href").orElseThrow().value(html)).isEqualTo("x");
    assertThat(tag.end()).isEqualTo(html.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "textarea"})
  void shouldKnowRawTextThatIsShown(String element) {
    String html = "<" + element + ">x</" + element + ">";

    assertThat(HtmlTokenizer.read(html).get(1))
        .isInstanceOfSatisfying(HtmlToken.Raw.class, raw -> assertThat(raw.isText()).isTrue());
  }

  @Test
  void shouldLeaveNoGapWhateverTheTextIs() {
    long seed = 20260117;
    Random random = new Random(seed);
    String signs = "<>/!-='\" abst\n?&;";
    for (int round = 0; round < 2000; round++) {
      StringBuilder html = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        html.append(
            random.nextInt(12) == 0 ? "<script>" : signs.charAt(random.nextInt(signs.length())));
      }
      List<HtmlToken> tokens = HtmlTokenizer.read(html.toString());
      int end = 0;
      for (HtmlToken token : tokens) {
        assertThat(token.start()).as("seed %s: %s", seed, html).isEqualTo(end);
        assertThat(token.end()).isGreaterThan(token.start());
        end = token.end();
      }
      assertThat(end).as("seed %s: %s", seed, html).isEqualTo(html.length());
    }
  }

  /** Quadratic reading of 400,000 characters would take minutes. */
  @ParameterizedTest
  @ValueSource(strings = {"<", "<!--", "<a ", "<a title=\"", "</", "<script></", "--", "<a b='"})
  void shouldStayLinearInHostileText(String piece) {
    String html = piece.repeat(400_000 / piece.length());

    List<HtmlToken> tokens = HtmlTokenizer.read(html);

    assertThat(tokens.get(tokens.size() - 1).end()).isEqualTo(html.length());
  }
}
