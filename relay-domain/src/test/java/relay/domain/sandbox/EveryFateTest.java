package relay.domain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;

/** What the sandbox answers and shows, whatever is sent to it. */
class EveryFateTest {

  @ParameterizedTest
  @CsvSource({"bounce, 550, 5.1.1", "defer, 451, 4.3.0", "full, 452, 4.2.2", "ann, 250, 2.0.0"})
  void shouldSayWithTheCodeWhatTheEnhancedStatusSays(String name, int code, String status) {
    SmtpReply reply = SimulatedFate.of(EmailAddress.parse(name + "+tag@x.example"));

    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.status().orElseThrow()).hasToString(status);
    assertThat(reply.isPositive()).isEqualTo(code == 250);
    assertThat(reply.isTemporary()).isEqualTo(code / 100 == 4);
    assertThat(reply.local()).isFalse();
  }

  /** The domain has no say, nor has anything behind the tag. */
  @Test
  void shouldDependOnTheNameBeforeTheTagAlone() {
    Chance.rounds(
        500,
        random -> {
          String name = Chance.oneOf(random, "bounce", "defer", "full", "bouncer", "ann", "a.full");
          String tag = Chance.oneOf(random, "", "+", "+bounce", "+defer+full", "+x.y");
          String domain = Chance.oneOf(random, "x.example", "full.example", "[192.0.2.1]");

          SmtpReply reply = SimulatedFate.of(EmailAddress.parse(name + tag + "@" + domain));

          assertThat(reply).isEqualTo(SimulatedFate.of(EmailAddress.parse(name + "@b.example")));
        });
  }

  /** For people: one line, of a length that fits, whatever the header holds. */
  @Test
  void shouldShowOneShortLineOfAnyMail() {
    String[] pieces = {
      "Subject:",
      "subject : ",
      "\r\n",
      "\n",
      "\r",
      " ",
      "=?utf-8?B?",
      "?=",
      "=?utf-8?Q?=F0=9F",
      "x",
      "\u0000",
      "\u001b",
      "\ud83d\ude80",
      "\u00ff",
      "\t",
      "X-A: b\r\n",
      "y".repeat(600),
      ":"
    };
    Chance.rounds(
        2000,
        random -> {
          StringBuilder mail = new StringBuilder();
          for (int i = random.nextInt(20); i > 0; i--) {
            mail.append(Chance.oneOf(random, pieces));
          }
          byte[] octets =
              mail.toString()
                  .getBytes(
                      random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);

          String subject = SubjectLine.of(octets);

          assertThat(subject.length()).isLessThanOrEqualTo(500);
          assertThat(subject.chars()).noneMatch(Character::isISOControl);
          assertThat(subject.isEmpty() || !Character.isHighSurrogate(last(subject))).isTrue();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {499, 500, 501, 5_000, 60_000})
  void shouldCutASubjectOnlyWhereItIsTooLong(int length) {
    byte[] mail =
        ("Subject: " + "s".repeat(length) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);

    assertThat(SubjectLine.of(mail)).hasSize(Math.min(500, length));
  }

  /** A header without end is not read to its end. */
  @Test
  void shouldLookNoFurtherThanItMay() {
    String fields = "X: " + "y".repeat(70_000) + "\r\nSubject: late\r\n\r\n";

    assertThat(SubjectLine.of(fields.getBytes(StandardCharsets.US_ASCII))).isEmpty();
    String many = "X: y\r\n".repeat(1_001) + "Subject: late\r\n\r\n";
    assertThat(SubjectLine.of(many.getBytes(StandardCharsets.US_ASCII))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sandbox.messages-max, 0",
    "sandbox.messages-max, 100001",
    "sandbox.size-max, 1023",
    "sandbox.size-max, 1025GB"
  })
  void shouldNameTheSettingThatCannotBe(String key, String value) {
    assertThatThrownBy(
            () ->
                SandboxSettings.from(
                    Settings.of(SandboxSettings.ALL, Map.of(key, value), Map.of())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("setting " + key + " = " + value + ": must be a ");
  }

  private static char last(String text) {
    return text.charAt(text.length() - 1);
  }
}
