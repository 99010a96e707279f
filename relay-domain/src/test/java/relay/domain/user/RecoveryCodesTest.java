package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlKey;

class RecoveryCodesTest {
  private static final ControlKey OLGA = LocalUser.key("", "olga");
  private final RecoveryCodes made = RecoveryCodes.next(OLGA, new Random(9));

  @Test
  void shouldMakeTenThatDifferAndCanBeTyped() {
    assertThat(new HashSet<>(made.codes())).hasSize(10);
    assertThat(made.codes()).allMatch(code -> code.matches("[a-z0-9]{4}(-[a-z0-9]{4}){3}"));
  }

  @Test
  void shouldKeepNothingThatACodeCouldBeReadFrom() {
    assertThat(made.hashes()).hasSize(10).doesNotContainAnyElementsOf(made.codes());
    assertThat(made.hashes()).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    assertThat(made.toString()).doesNotContain(made.codes().get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", " %s ", "%S"})
  void shouldKnowACodeHoweverItWasTyped(String form) {
    String code = made.codes().get(3);
    String typed = String.format(java.util.Locale.ROOT, form, code);

    assertThat(RecoveryCodes.hashOf(OLGA, typed)).isEqualTo(made.hashes().get(3));
    assertThat(RecoveryCodes.hashOf(OLGA, code.replace("-", ""))).isEqualTo(made.hashes().get(3));
  }

  @Test
  void shouldBeOfNoUseForAnotherUser() {
    String code = made.codes().get(0);

    assertThat(RecoveryCodes.hashOf(LocalUser.key("acme", "olga"), code))
        .isNotEqualTo(made.hashes().get(0));
  }
}
