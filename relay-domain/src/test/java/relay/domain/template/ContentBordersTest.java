package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From where on something is worth a word, and what the word says. */
class ContentBordersTest {
  private static final String WORDS = "Some words about tea and cake. ".repeat(10);
  private static final String LEAVE = "<a href=\"https://a.example/unsubscribe\">Unsubscribe</a>";

  @Test
  void shouldWarnFromTheFirstOctetThatGmailCuts() {
    String begin = LEAVE + "<!--";
    String fits = begin + "x".repeat(102 * 1024 - begin.length() - 3) + "-->";

    assertThat(codes(html(fits))).isEmpty();
    assertThat(html(fits).htmlOctets()).isEqualTo(104_448);
    assertThat(html(fits + "x").findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("clipped");
              assertThat(finding.text()).contains("104449 octets", "cuts it after 104448");
            });
  }

  @ParameterizedTest
  @CsvSource({"78, 0", "79, 1", "500, 1"})
  void shouldHintAtASubjectThatIsNotShownWhole(int chars, int hints) {
    ContentReport report = subject("x".repeat(chars));

    assertThat(report.findings()).hasSize(hints);
    assertThat(report.findings())
        .allSatisfy(
            finding -> assertThat(finding.text()).startsWith("the subject has " + chars + " char"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ABCDEF 1234 | true",
        "ABCDE 12345 | false",
        "SALE | false",
        "12345678901234 | false",
        "ABCDEFGHIJ | false",
        "ABCDEFGHIJK | true",
        "ABCDEFGHIJk | false",
        "Tea! | false",
        "Tea! Cake! | false",
        "Tea !! | true",
        "\u00dcBERRASCHUNG F\u00dcR SIE | true"
      })
  void shouldHearWhoShouts(String subject, boolean isLoud) {
    assertThat(codes(subject(subject)).contains("loud-subject")).isEqualTo(isLoud);
  }

  @ParameterizedTest
  @CsvSource({"50, 0", "51, 1", "100, 1", "200, 1"})
  void shouldWarnOfMoreThanFiftyLinks(int links, int warnings) {
    StringBuilder html = new StringBuilder(LEAVE);
    for (int i = 1; i < links; i++) {
      html.append("<a href='https://a.example/").append(i).append("'>x</a>");
    }

    ContentReport report = html(html.toString());

    assertThat(codes(report).stream().filter("many-links"::equals)).hasSize(warnings);
    assertThat(report.links()).hasSize(Math.min(links, 100));
  }

  @Test
  void shouldCountWhatIsWrong() {
    ContentReport report =
        html(
            LEAVE
                + "<img src='a'><img src='b' alt=''><IMG SRC='c'>"
                + "<a href='x'>x</a><a href=''>x</a>"
                + "<a href='HTTP://a.example/'>x</a><area href='http://b.example/'>"
                + "<video></video><Video></Video><p ONLOAD='x' onclick='y'>");

    assertThat(report.findings())
        .extracting(Finding::text)
        .anyMatch(text -> text.startsWith("2 of 3 pictures have no alt"))
        .anyMatch(text -> text.startsWith("2 links lead nowhere"))
        .anyMatch(text -> text.startsWith("2 links are not encrypted"))
        .contains("mail programs drop <video>, attributes such as onclick");
    assertThat(codes(report))
        .containsExactly("dead-link", "image-without-alt", "dropped-element", "plain-http");
  }

  @Test
  void shouldWantTwoHundredCharactersBesidePictures() {
    String html = LEAVE + "<img src='https://a.example/x' alt='Tea'>";

    assertThat(codes(report("Tea", html, "x".repeat(199)))).containsExactly("pictures-only");
    assertThat(codes(report("Tea", html, "x".repeat(200)))).isEmpty();
    assertThat(codes(report("Tea", html, " \n".repeat(200)))).containsExactly("pictures-only");
  }

  @ParameterizedTest
  @CsvSource({
    "Dear friend, 2, HINT",
    "click here now, 3, HINT",
    "viagra and cialis, 6, WARNING",
    "Sie haben gewonnen: jetzt zuschlagen, 5, WARNING",
    "urgent urgent urgent, 1, HINT",
  })
  void shouldWeighSpamWords(String words, int score, Finding.Weight weight) {
    ContentReport report = report(words, LEAVE, WORDS);

    assertThat(report.spamScore()).isEqualTo(score);
    assertThat(report.findings())
        .filteredOn(finding -> finding.code().equals("spam-words"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.weight()).isEqualTo(weight);
              assertThat(finding.text()).startsWith("score " + score + ": ");
            });
  }

  /** A phrase is not made of the end of the subject and the begin of the text... unless it is. */
  @ParameterizedTest
  @CsvSource({
    "urgently, 0",
    "insurgent, 0",
    "-urgent-, 1",
    "urgent2, 0",
    "'(Urgent)', 1",
    "URGENT, 1",
    "bonuses, 0",
    "a bonus., 1"
  })
  void shouldTakeWholeWordsOnly(String words, int score) {
    assertThat(report(words, LEAVE, WORDS).spamScore()).isEqualTo(score);
  }

  @Test
  void shouldTellOfATextThatWasMadeOrIsMissing() {
    var made = new Rendering.Rendered("Tea", Optional.of(LEAVE), WORDS);
    var none = new Rendering.Rendered("Tea", Optional.of(LEAVE), " \n");
    var only = new Rendering.Rendered("Tea", Optional.empty(), WORDS + "unsubscribe");

    assertThat(ContentCheck.of(made, false).findings())
        .extracting(Finding::weight)
        .containsExactly(Finding.Weight.HINT);
    assertThat(ContentCheck.of(none, false).findings())
        .extracting(Finding::weight)
        .containsExactly(Finding.Weight.WARNING);
    assertThat(codes(ContentCheck.of(only, false))).containsExactly("no-html");
    assertThat(ContentCheck.of(only, true).htmlOctets()).isZero();
  }

  private static ContentReport subject(String subject) {
    return report(subject, LEAVE, WORDS);
  }

  private static ContentReport html(String html) {
    return report("Tea", html, WORDS);
  }

  private static ContentReport report(String subject, String html, String text) {
    return ContentCheck.of(new Rendering.Rendered(subject, Optional.of(html), text), true);
  }

  private static List<String> codes(ContentReport report) {
    return report.findings().stream().map(Finding::code).toList();
  }
}
