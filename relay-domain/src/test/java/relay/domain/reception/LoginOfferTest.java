package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.authentication.ChannelBinding;
import relay.domain.authentication.Mechanism;
import relay.domain.authentication.TokenCheck;

class LoginOfferTest {
  private static final Set<Mechanism> ALL = EnumSet.allOf(Mechanism.class);
  private static final Set<ChannelBinding> EXPORTER = Set.of(ChannelBinding.TLS_EXPORTER);
  private static final Set<ChannelBinding> END_POINT = Set.of(ChannelBinding.TLS_SERVER_END_POINT);

  @Test
  void shouldOfferPlusOnlyInSessionsWithABindingThatTheOperatorWants() {
    LoginOffer offer = offer(true, EXPORTER);

    assertThat(offer.mechanisms(false, EXPORTER)).contains(Mechanism.SCRAM_SHA_256_PLUS);
    assertThat(offer.mechanisms(false, Set.of(ChannelBinding.values())))
        .contains(Mechanism.SCRAM_SHA_256_PLUS);
    assertThat(offer.mechanisms(false, END_POINT))
        .contains(Mechanism.SCRAM_SHA_256)
        .doesNotContain(Mechanism.SCRAM_SHA_256_PLUS);
    assertThat(offer.mechanisms(false, Set.of())).doesNotContain(Mechanism.SCRAM_SHA_256_PLUS);
  }

  @Test
  void shouldOfferNoScramWhereNotEverybodyCanUseIt() {
    assertThat(offer(false, EXPORTER).mechanisms(true, EXPORTER))
        .containsExactlyInAnyOrder(Mechanism.PLAIN, Mechanism.LOGIN, Mechanism.EXTERNAL);
  }

  private static LoginOffer offer(boolean allHaveKeys, Set<ChannelBinding> bindings) {
    Accounts accounts =
        new Accounts() {
          @Override
          public java.util.Optional<Account> find(String loginName) {
            return java.util.Optional.empty();
          }

          @Override
          public boolean allHaveScramKeys() {
            return allHaveKeys;
          }
        };
    return new LoginOffer(ALL, accounts, TokenCheck.NONE, bindings);
  }
}
