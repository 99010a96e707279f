package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.Tenancies.scope;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;

/** Which streams and addresses a credential is for. */
class ScopeTest {
  private static final Scope SCOPE =
      scope(
          Set.of("receipts"),
          Set.of("acme.example", "bücher.example"),
          Set.of("ceo@other.example", "\"odd one\"@other.example", "root@[192.0.2.1]"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a@acme.example | true",
        "a@ACME.example | true",
        "a@mail.acme.example | true",
        "a@b.c.acme.example | true",
        "a@notacme.example | false",
        "a@acme.example.org | false",
        "a@example | false",
        "acme.example@other.example | false",
        "a@bücher.example | true",
        "a@xn--bcher-kva.example | true",
        "a@shop.bücher.example | true",
        "a@bucher.example | false",
        "ceo@other.example | true",
        "ceo@OTHER.example | true",
        "CEO@other.example | false",
        "ceo+x@other.example | false",
        "ceo@mail.other.example | false",
        "\"odd one\"@other.example | true",
        "\"odd\"@other.example | false",
        "root@[192.0.2.1] | true",
        "root@[192.0.2.2] | false",
        "a@[192.0.2.1] | false"
      })
  void shouldHoldItsDomainsWithAllBelowThemAndItsAddresses(String address, boolean held) {
    assertThat(SCOPE.contains(EmailAddress.parse(address))).isEqualTo(held);
  }

  @Test
  void shouldHoldEveryAddressWhenItNamesNone() {
    Scope streamsOnly = scope(Set.of("receipts"), Set.of(), Set.of());

    assertThat(streamsOnly.contains(EmailAddress.parse("a@anywhere.example"))).isTrue();
    assertThat(Scope.WHOLE_TENANT.contains(EmailAddress.parse("a@[192.0.2.1]"))).isTrue();
  }

  /** Addresses alone mean these and no more, not every domain beside them. */
  @Test
  void shouldHoldNoDomainWhenItNamesAddressesOnly() {
    Scope scope = scope(Set.of(), Set.of(), Set.of("a@acme.example"));

    assertThat(scope.contains(EmailAddress.parse("a@acme.example"))).isTrue();
    assertThat(scope.contains(EmailAddress.parse("b@acme.example"))).isFalse();
  }

  @Test
  void shouldHoldItsStreamsOrAll() {
    assertThat(SCOPE.containsStream("receipts")).isTrue();
    assertThat(SCOPE.containsStream("Receipts")).isFalse();
    assertThat(SCOPE.containsStream("")).isFalse();
    assertThat(Scope.WHOLE_TENANT.containsStream("anything")).isTrue();
  }

  @Test
  void shouldNotChangeWithTheSetsItWasMadeOf() {
    Set<String> streams = new HashSet<>(Set.of("a"));
    Scope scope = new Scope(streams, Set.of(), Set.of());

    streams.add("b");

    assertThat(scope.containsStream("b")).isFalse();
  }

  @Test
  void shouldHoldADomainIfAndOnlyIfItsLabelsEndInThoseOfTheScope() {
    Chance.rounds(
        1_000,
        random -> {
          String parent = labels(random, 1 + random.nextInt(3)) + "example";
          String name = labels(random, random.nextInt(4)) + Chance.oneOf(random, parent, "example");
          boolean below = ("." + name).endsWith("." + parent);

          assertThat(
                  new Scope(Set.of(), Set.of(DomainName.of(parent)), Set.of())
                      .contains(EmailAddress.parse("a@" + name)))
              .as("%s in %s", name, parent)
              .isEqualTo(below);
        });
  }

  private static String labels(java.util.Random random, int count) {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < count; i++) {
      labels.append(Chance.oneOf(random, "a", "b", "aa", "ab", "a-b")).append('.');
    }
    return labels.toString();
  }
}
