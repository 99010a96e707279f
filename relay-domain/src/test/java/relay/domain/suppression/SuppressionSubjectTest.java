package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;

class SuppressionSubjectTest {
  @ParameterizedTest
  @CsvSource({
    "Bob@Example.ORG, bob@example.org, example.org",
    "' bob@example.org ', bob@example.org, example.org",
    "bob@BÜCHER.example, bob@xn--bcher-kva.example, xn--bcher-kva.example",
    "bob@xn--bcher-kva.example, bob@xn--bcher-kva.example, xn--bcher-kva.example",
    "Example.ORG, example.org, example.org",
    "bücher.example, xn--bcher-kva.example, xn--bcher-kva.example",
    "JÖRG@example.org, jörg@example.org, example.org",
    "bob@[192.0.2.1], bob@[192.0.2.1], [192.0.2.1]",
  })
  void shouldHaveOneFormHoweverItIsWritten(String written, String text, String domain) {
    SuppressionSubject subject = SuppressionSubject.parse(written);

    assertThat(subject.text()).isEqualTo(text);
    assertThat(subject.domain()).isEqualTo(domain);
    assertThat(subject.isDomain()).isEqualTo(!text.contains("@"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "localhost", "@", "bob@", "@example.org", "a b.example", "-.org"})
  void shouldRefuseWhatIsNeitherAddressNorDomain(String text) {
    assertThatThrownBy(() -> SuppressionSubject.parse(text)).isInstanceOf(InvalidAddress.class);
  }

  @Test
  void shouldMakeTheSameOfAnAddressAsOfItsText() {
    var address = EmailAddress.parse("Bob@BÜCHER.example");

    assertThat(SuppressionSubject.of(address))
        .isEqualTo(SuppressionSubject.parse("bob@xn--bcher-kva.example"));
    assertThat(SuppressionSubject.ofDomain(address))
        .isEqualTo(SuppressionSubject.parse("xn--bcher-kva.example"));
  }
}
