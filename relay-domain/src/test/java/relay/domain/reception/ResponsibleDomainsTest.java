package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.EmailAddress;

class ResponsibleDomainsTest {
  private final ResponsibleDomains domains =
      new ResponsibleDomains(List.of("one.example", "*.many.example", "xn--bcher-kva.example"));

  @ParameterizedTest
  @CsvSource({
    "a@one.example, true",
    "a@ONE.example, true",
    "a@sub.one.example, false",
    "a@many.example, false",
    "a@x.many.example, true",
    "a@x.y.many.example, true",
    "a@notmany.example, false",
    "a@many.example.org, false",
    "a@example, false",
    "a@b\u00fccher.example, true",
    "a@[192.0.2.1], false"
  })
  void shouldContainWhatTheEntriesSay(String address, boolean expected) {
    assertThat(domains.contain(EmailAddress.parse(address))).isEqualTo(expected);
  }
}
