package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlState;

class TenancyIndexTest {
  private final AtomicReference<ControlState> state = new AtomicReference<>(ControlState.EMPTY);
  private final TenancyIndex index = new TenancyIndex(state::get);

  @Test
  void shouldBeMadeOnceForEachState() {
    Tenancy first = index.get();
    assertThat(index.get()).isSameAs(first);

    state.set(Tenancies.state(Tenant.of("acme")));

    Tenancy second = index.get();
    assertThat(second).isNotSameAs(first);
    assertThat(second.tenant("acme")).isPresent();
    assertThat(second.revision()).isEqualTo(1);
    assertThat(index.get()).isSameAs(second);
  }

  /** A database that was put back to an earlier state has fewer objects, and they count. */
  @Test
  void shouldGoBackWithAStateThatGoesBack() {
    state.set(Tenancies.state(Tenant.of("acme")));
    assertThat(index.get().tenant("acme")).isPresent();

    state.set(ControlState.EMPTY);

    assertThat(index.get().tenant("acme")).isEmpty();
  }

  @Test
  void shouldShowTheNewestStateToManyThreads() throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 1; round <= 50; round++) {
        ControlState newest =
            ControlState.EMPTY.with(round, List.of(Tenant.of("t" + round)), List.of());
        state.set(newest);
        String id = "t" + round;
        Callable<Boolean> ask = () -> index.get().tenant(id).isPresent();
        for (var answer : threads.invokeAll(java.util.Collections.nCopies(16, ask))) {
          assertThat(answer.get()).isTrue();
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void shouldOfferScramOnlyWhileEverybodyWithAPasswordHasItsKeys() {
    var hash =
        relay.domain.secret.PasswordHash.of(
            "correct horse",
            new relay.domain.secret.PasswordHash.Cost(8, 1, 1),
            new java.util.Random(1));
    Credential plain =
        Credential.sender(
            "acme",
            "c-1",
            CredentialKind.SMTP_USER,
            Proof.password("shop", hash),
            Tenancies.NEW_YEAR);

    assertThat(Tenancies.with(plain).allHaveScramKeys()).isFalse();
    assertThat(Tenancies.with(Tenancies.credential("acme", "c-2")).allHaveScramKeys()).isTrue();
    assertThat(Tenancy.EMPTY.allHaveScramKeys()).isTrue();
  }
}
