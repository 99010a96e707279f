package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.signing.Signing.octets;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

class AuthorDomainsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a@example.org                               | example.org
          <a@example.org>                             | example.org
          Ann <a@Example.ORG>                         | example.org
          "b@evil.example" <a@example.org>            | example.org
          "b@evil.example\\" <x@y.z>" <a@example.org> | example.org
          b@evil.example <a@example.org>              | example.org
          (b@evil.example (c@d.e)) a@example.org (x)  | example.org
          a (\\) b@evil.example) @example.org         | example.org
          a @ example.org                             | example.org
          "a@b"@example.org                           | example.org
          a@example.org, b@example.com                | example.org example.com
          a@example.org, b@example.org                | example.org
          team: a@example.org, b@example.com;         | example.org example.com
          <@relay.example,@two.example:a@example.org> | example.org
          a@[192.0.2.1]                               | ``
          a@[IPv6:2001:db8::1], b@example.org         | example.org
          undisclosed:;                               | ``
          nobody                                      | ``
          a@                                          | ``
          a@-bad-                                     | ``
          "unterminated a@example.org                 | ``
          (unterminated a@example.org                 | ``
          <a@example.org                              | example.org
          a@bücher.example                            | xn--bcher-kva.example
          a@a.b, a@c.d, a@e.f, a@g.h, a@i.j           | a.b c.d e.f g.h
          """)
  void shouldFindTheDomainsOfTheAuthors(String value, String domains) {
    assertThat(found("From: " + value)).isEqualTo(domains);
  }

  @Test
  void shouldReadFoldedAndSeveralFromFields() {
    assertThat(found("FROM: Ann\r\n\t<a@\r\n example.org>\r\nTo: x@y.z\r\nFrom : b@example.com"))
        .isEqualTo("example.org example.com");
  }

  @Test
  void shouldBearJunk() {
    long seed = Chance.seed();
    Random random = new Random(seed);
    String letters = "a@.<>()[]\\\":;, \t\u00e9";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder value = new StringBuilder("From:");
      for (int i = random.nextInt(30); i > 0; i--) {
        value.append(letters.charAt(random.nextInt(letters.length())));
      }

      assertThat(found(value.toString())).as("seed %d: %s", seed, value).isNotNull();
    }
  }

  private static String found(String header) {
    byte[] octets = octets(header + "\r\n");
    return AuthorDomains.of(HeaderBlock.of(octets, 0, octets.length)).stream()
        .map(domain -> domain.ascii())
        .collect(Collectors.joining(" "));
  }
}
