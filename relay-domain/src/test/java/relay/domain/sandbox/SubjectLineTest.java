package relay.domain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Subject: hello | hello",
        "SUBJECT:hello | hello",
        "From: a@b.example~Subject: folded~ line~To: c | folded line",
        "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_an?= =?utf-8?B?IGFsbGU=?= | Grüße an alle",
        "Subject: =?ISO-8859-1*de?q?Gr=FC=DFe?= x | Grüße x",
        "Subject: Grüße | Grüße",
        "Subject: =?no-such-charset?Q?a?= | =?no-such-charset?Q?a?=",
        "Subject: =?utf-8?Q?a=ZZ?= | =?utf-8?Q?a=ZZ?=",
        "Subject: =?utf-8?B?*?= | =?utf-8?B?*?=",
        "X-Subject: no~~Subject: in the body | ''",
        "Subject: =?utf-8?Q?a=+1b?= | =?utf-8?Q?a=+1b?=",
        "Subject: =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?= | Gr\u00fc\u00dfe",
        "Subject: =?utf-8?Q?a=0D=0AX:_b?= | 'a  X: b'",
        "Subject: one~Subject: two | one",
        "Subject:| ''",
        "no header at all | ''"
      })
  void shouldShowTheSubjectToPeople(String header, String subject) {
    byte[] mail = header.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8);

    assertThat(SubjectLine.of(mail)).isEqualTo(subject);
  }

  @Test
  void shouldReadAHeaderWithBareLineFeeds() {
    assertThat(
            SubjectLine.of(
                "From: a@b.example\nSubject: hello\n\nbody".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("hello");
  }

  @Test
  void shouldCutLongSubjectsAndNoCharacterInTwo() {
    byte[] mail =
        ("Subject: " + "x".repeat(499) + "\ud83d\ude00 more\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(SubjectLine.of(mail)).isEqualTo("x".repeat(499));
    assertThat(SubjectLine.of(new byte[0])).isEmpty();
  }
}
