package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.Tenancies.NEW_YEAR;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.authentication.ScramKeys;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.NetworkRange;
import relay.domain.secret.PasswordHash;

class CredentialTest {
  private static final PasswordHash HASH =
      PasswordHash.of("correct horse", new PasswordHash.Cost(8, 1, 1), new Random(1));

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T11:59:59.999Z, false",
    "2026-01-01T12:00:00Z, true",
    "2026-01-01T12:00:00.001Z, true",
    "1970-01-01T00:00:00Z, false",
    "+1000000000-12-31T23:59:59.999999999Z, true"
  })
  void shouldExpireAtTheInstantThatItNames(Instant now, boolean expired) {
    Credential credential = expiring(Optional.of(Instant.parse("2026-01-01T12:00:00Z")));

    assertThat(credential.isExpiredAt(now)).isEqualTo(expired);
    assertThat(expiring(Optional.empty()).isExpiredAt(now)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, true",
    "192.0.2.255, true",
    "192.0.3.1, false",
    "::ffff:192.0.2.7, true",
    "2001:db8::1, true",
    "2001:db9::1, false",
    "::1, false"
  })
  void shouldBeTakenFromItsNetworksOnly(String address, boolean admitted) {
    Credential bound = from("192.0.2.0/24", "2001:db8::/32");

    assertThat(bound.admits(IpLiteral.parse(address).orElseThrow())).isEqualTo(admitted);
    assertThat(from().admits(IpLiteral.parse(address).orElseThrow())).isTrue();
  }

  @Test
  void shouldBeginActiveWithTheRightToSendAndNothingMore() {
    Credential user =
        Credential.sender(
            "acme", "c-1", CredentialKind.SMTP_USER, Proof.password("shop", HASH), NEW_YEAR);

    assertThat(user.state()).isEqualTo(CredentialState.ACTIVE);
    assertThat(user.permissions()).containsExactly(Permission.SEND);
    assertThat(user.scope()).isEqualTo(Scope.WHOLE_TENANT);
    assertThat(user.name()).isEqualTo("shop");
    assertThat(user.version()).isZero();
    assertThat(user.limits().isNone()).isTrue();
    assertThat(Tenancies.credential("acme", "c-2").name()).isEqualTo("c-2");
  }

  @Test
  void shouldChangeOneThingAtATime() {
    Credential before = from("192.0.2.0/24");
    Scope scope = Tenancies.scope(Set.of("bulk"), Set.of(), Set.of());

    assertThat(before.withVersion(7).version()).isEqualTo(7);
    assertThat(before.withVersion(7).withVersion(0)).isEqualTo(before);
    assertThat(before.withState(CredentialState.DISABLED).state())
        .isEqualTo(CredentialState.DISABLED);
    assertThat(before.withState(CredentialState.DISABLED).networks()).isEqualTo(before.networks());
    assertThat(before.withScope(scope).scope()).isEqualTo(scope);
    assertThat(before.withScope(scope).withScope(Scope.WHOLE_TENANT)).isEqualTo(before);
    assertThat(before.withProof(Proof.token("x")).proof()).isEqualTo(Proof.token("x"));
    assertThat(before.withProof(Proof.token("x")).createdAt()).isEqualTo(before.createdAt());
    assertThat(before.key()).isEqualTo(Credential.key("acme", "c-1"));
  }

  @Test
  void shouldSayWhichProofsThereAreAndNothingOfThem() {
    String scram = ScramKeys.of("correct horse", 4096, new Random(2)).text();
    Proof all =
        new Proof(
            Optional.of("shop"),
            Optional.of(HASH),
            Optional.of(scram),
            Optional.of("feedbeef"),
            Optional.of("sha256:0a"));

    assertThat(all).hasToString("Proof[loginName=shop, password, scram, token, certificate]");
    assertThat(Proof.token("feedbeef")).hasToString("Proof[loginName=, token]");
    assertThat(Proof.password("shop", HASH)).hasToString("Proof[loginName=shop, password]");
  }

  private static Credential expiring(Optional<Instant> at) {
    Credential plain = Tenancies.credential("acme", "c-1");
    return new Credential(
        plain.tenant(),
        plain.id(),
        0,
        plain.kind(),
        plain.name(),
        plain.state(),
        plain.proof(),
        plain.scope(),
        plain.permissions(),
        plain.createdAt(),
        at,
        List.of(),
        plain.limits());
  }

  private static Credential from(String... networks) {
    Credential plain = expiring(Optional.empty());
    return new Credential(
        plain.tenant(),
        plain.id(),
        0,
        plain.kind(),
        plain.name(),
        plain.state(),
        plain.proof(),
        plain.scope(),
        plain.permissions(),
        plain.createdAt(),
        plain.expiresAt(),
        Stream.of(networks).map(NetworkRange::parse).toList(),
        plain.limits());
  }
}
