package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCheckTest {
  private static final String WORDS = "Some words about tea and cake. ".repeat(10);
  private static final String LEAVE = "<a href=\"https://a.example/unsubscribe\">Unsubscribe</a>";

  @Test
  void shouldFindNothingInAGoodMail() {
    ContentReport report = check("Tea and cake", "<p>" + WORDS + LEAVE + "<img src='x' alt='Tea'>");

    assertThat(report.findings()).isEmpty();
    assertThat(report.links()).containsExactly("https://a.example/unsubscribe");
    assertThat(report.spamScore()).isZero();
    assertThat(report.htmlOctets()).isGreaterThan(300);
    assertThat(report.textOctets()).isEqualTo(WORDS.length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WARNING image-without-alt | <img src='https://a.example/x.png'>",
        "WARNING dropped-element | <script>x</script>",
        "WARNING dropped-element | <form><input></form>",
        "WARNING dropped-element | <p onclick='x'>",
        "ERROR dead-link | <a href=''>x</a>",
        "ERROR dead-link | <a href='#'>x</a>",
        "ERROR dead-link | <a href='page.html'>x</a>",
        "ERROR dead-link | <a href='javascript:x'>x</a>",
        "HINT plain-http | <a href='http://a.example/'>x</a>"
      })
  void shouldFindWhatIsWrongInTheHtml(String expected, String html) {
    ContentReport report = check("Tea", "<p>" + WORDS + LEAVE + html);

    assertThat(report.findings())
        .extracting(finding -> finding.weight() + " " + finding.code())
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a href='mailto:a@b.example'>x</a>",
        "<a href='tel:+49'>x</a>",
        "<a href='#part'>x</a>",
        "<a name='part'>x</a>",
        "<img src='x' alt=''>"
      })
  void shouldFindNoFaultWhereThereIsNone(String html) {
    assertThat(check("Tea", "<p>" + WORDS + LEAVE + html).findings()).isEmpty();
  }

  @Test
  void shouldWarnBeforeGmailCutsTheMail() {
    String filler = "<!-- " + "x".repeat(ContentCheck.CLIPPED_OCTETS) + " -->";

    assertThat(codes(check("Tea", WORDS + LEAVE + filler))).containsExactly("clipped");
  }

  /** Octets, not characters: 60,000 of these are 120,000. */
  @Test
  void shouldCountOctets() {
    ContentReport report = check("Tea", LEAVE + "<p title=\"" + "\u00fc".repeat(60_000) + "\">");

    assertThat(codes(report)).contains("clipped");
    assertThat(report.htmlOctets()).isGreaterThan(120_000);
  }

  @Test
  void shouldMissAWayToLeave() {
    assertThat(codes(check("Tea", "<p>" + WORDS))).containsExactly("no-unsubscribe");
    assertThat(codes(check("Tee", "<p>" + WORDS + "<a href='https://a.example/x'>Abmelden</a>")))
        .isEmpty();
    assertThat(codes(check("Tee", "<p>Hier abbestellen" + WORDS))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ERROR no-subject",
        "BUY TEA AND CAKE | WARNING loud-subject",
        "Tea!! | WARNING loud-subject",
        "Tea and cake and tea and cake and tea and cake and tea and cake and tea and cake | HINT long-subject"
      })
  void shouldLookAtTheSubject(String subject, String expected) {
    assertThat(check(subject, "<p>" + WORDS + LEAVE).findings())
        .extracting(finding -> finding.weight() + " " + finding.code())
        .containsExactly(expected);
  }

  @Test
  void shouldHintAtATextThatNobodyWrote() {
    var mail = new Rendering.Rendered("Tea", Optional.of("<p>" + WORDS + LEAVE), WORDS);
    var bare = new Rendering.Rendered("Tea", Optional.of("<p>" + LEAVE), "");

    assertThat(ContentCheck.of(mail, false).findings())
        .extracting(finding -> finding.weight() + " " + finding.code())
        .containsExactly("HINT no-text-part");
    assertThat(ContentCheck.of(bare, false).findings())
        .extracting(finding -> finding.weight() + " " + finding.code())
        .containsExactly("WARNING no-text-part");
  }

  @Test
  void shouldHintAtAMailWithoutHtml() {
    var mail = new Rendering.Rendered("Tea", Optional.empty(), WORDS + "unsubscribe: https://a");

    assertThat(codes(ContentCheck.of(mail, true))).containsExactly("no-html");
  }

  @Test
  void shouldMissWordsBesidePictures() {
    var mail = new Rendering.Rendered("Tea", Optional.of(LEAVE + "<img src='x' alt='Tea'>"), "Tea");

    assertThat(codes(ContentCheck.of(mail, true))).containsExactly("pictures-only");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Click here | 1",
        "click   HERE! | 1",
        "clickhere, cheaply, gratisch | 0",
        "Act now, risk free: you have been selected | 7",
        "act now act now act now | 2",
        "Jetzt kaufen, nur heute, gratis | 3",
        "100% free | 2"
      })
  void shouldAddUpPhrasesThatLookLikeSpam(String words, int score) {
    var mail = new Rendering.Rendered("Tea", Optional.empty(), words + "\nunsubscribe");
    ContentReport report = ContentCheck.of(mail, true);

    assertThat(report.spamScore()).isEqualTo(score);
    assertThat(report.findings().stream().filter(f -> f.code().equals("spam-words")))
        .hasSize(score > 0 ? 1 : 0)
        .allSatisfy(
            finding ->
                assertThat(finding.weight())
                    .isEqualTo(
                        score >= ContentCheck.SPAM_SCORE_HIGH
                            ? Finding.Weight.WARNING
                            : Finding.Weight.HINT));
  }

  @Test
  void shouldListEachAddressOnceAndTellOfMany() {
    StringBuilder html = new StringBuilder("<p>" + WORDS + LEAVE);
    for (int i = 0; i < 300; i++) {
      html.append("<a href=\"https://a.example/").append(i % 200).append("?a=1&amp;b=2\">x</a>");
    }

    ContentReport report = check("Tea", html.toString());

    assertThat(codes(report)).containsExactly("many-links");
    assertThat(report.links()).hasSize(100).doesNotHaveDuplicates();
    assertThat(report.links().get(1)).isEqualTo("https://a.example/0?a=1&b=2");
  }

  @Test
  void shouldTellTheGravestFirst() {
    ContentReport report =
        check("", "<p><img src='x'><a href='http://a.example/'>x</a><a href=''>y</a>");

    assertThat(report.findings()).extracting(Finding::weight).isSorted();
    assertThat(report.findings().get(0).weight()).isEqualTo(Finding.Weight.ERROR);
    assertThat(report.findings())
        .extracting(Finding::text)
        .allSatisfy(t -> assertThat(t).isNotBlank());
  }

  private static ContentReport check(String subject, String html) {
    return ContentCheck.of(new Rendering.Rendered(subject, Optional.of(html), WORDS), true);
  }

  private static List<String> codes(ContentReport report) {
    return report.findings().stream().map(Finding::code).toList();
  }
}
