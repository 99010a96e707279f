package relay.domain.signing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.DomainName;
import relay.domain.signing.DkimKeyLookup.Answer;
import relay.domain.signing.KeyMaker;
import relay.domain.signing.PublishedKey;
import relay.domain.signing.SigningKey;

/** Key records in a file, as an operator pastes them from wherever he has them. */
class KeyRecordFileTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s._domainkey.a.example v=DKIM1; p=AB | v=DKIM1; p=AB",
        "s._domainkey.a.example.   v=DKIM1; p=AB | v=DKIM1; p=AB",
        "S._DomainKey.A.Example\tp=AB | p=AB",
        "  s._domainkey.a.example. IN TXT \"p=AB\"   | p=AB",
        "s._domainkey.a.example. IN TXT ( \"v=DKIM1; \" \"p=AB\" ) | v=DKIM1; p=AB",
        "s._domainkey.a.example. 3600 IN TXT \"p=A\" \"B\"\"C\" | p=ABC",
        "s._domainkey.a.example. IN TXT \"\" | ''",
        "s._domainkey.a.example | ''",
        // one quote quotes nothing
        "s._domainkey.a.example p=\"AB | p=\"AB"
      })
  void shouldReadOneRecordInEachOfItsForms(String line, String text) {
    assertThat(new KeyRecordFile(line).textsOf("s._domainkey.a.example"))
        .isEqualTo(new Answer.Found(List.of(text)));
  }

  @Test
  void shouldFindANameInAnyCaseAndNoOther() {
    KeyRecordFile records = new KeyRecordFile("s._domainkey.a.example p=AB");

    assertThat(records.textsOf("S._DOMAINKEY.A.EXAMPLE")).isInstanceOf(Answer.Found.class);
    for (String other : List.of("s._domainkey.a.exampl", "_domainkey.a.example", "", "s")) {
      assertThat(records.textsOf(other)).as(other).isEqualTo(new Answer.Missing());
    }
  }

  @Test
  void shouldKeepSeveralRecordsOfANameInTheirOrder() {
    KeyRecordFile records =
        new KeyRecordFile(
            "a.example one\r\nb.example other\n\n; a.example comment\na.example. two");

    assertThat(records.textsOf("a.example")).isEqualTo(new Answer.Found(List.of("one", "two")));
  }

  @Test
  void shouldPassOverCommentsAndEmptyLines() {
    KeyRecordFile records = new KeyRecordFile("; x.example p=1\n   ;y\n\n \t \n;");

    assertThat(records.textsOf(";")).isEqualTo(new Answer.Missing());
    assertThat(records.textsOf("x.example")).isEqualTo(new Answer.Missing());
    assertThat(records.textsOf("")).isEqualTo(new Answer.Missing());
  }

  /** What the relay prints it reads: with RSA keys of every size, whose records have pieces. */
  @ParameterizedTest
  @CsvSource({"1024", "2048"})
  void shouldReadTheLinesThatTheRelayPrints(int bits) {
    KeyMaker maker = new KeyMaker(new SecureRandom());
    DomainName domain = DomainName.of("a.example");
    PublishedKey rsa = PublishedKey.of(SigningKey.of("s", domain, maker.rsa(bits)));
    PublishedKey ed = PublishedKey.of(SigningKey.of("e", domain, maker.ed25519()));

    KeyRecordFile records = new KeyRecordFile(rsa.zoneLine() + "\n" + ed.zoneLine() + "\n");

    assertThat(records.textsOf(rsa.name())).isEqualTo(new Answer.Found(List.of(rsa.text())));
    assertThat(records.textsOf(ed.name())).isEqualTo(new Answer.Found(List.of(ed.text())));
  }

  @Test
  void shouldReadWhateverStandsInAFile() {
    String[] pieces = {
      "a.example", " ", "\t", "\"", ";", "\n", "\r", ".", "p=", "\u0000", "\u00e4"
    };
    Chance.rounds(
        500,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(30); i > 0; i--) {
            text.append(Chance.oneOf(random, pieces));
          }

          assertThatCode(() -> new KeyRecordFile(text.toString()).textsOf("a.example"))
              .doesNotThrowAnyException();
        });
  }
}
