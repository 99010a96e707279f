package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import relay.domain.tenancy.ShortName;

class SuppressionScopeTest {
  @Test
  void shouldSayWhatItIs() {
    assertThat(SuppressionScope.GLOBAL).hasToString("all mail");
    assertThat(SuppressionScope.ofTenant("acme")).hasToString("all mail of tenant acme");
    assertThat(SuppressionScope.ofBulk("acme")).hasToString("bulk mail of tenant acme");
    assertThat(SuppressionScope.ofStream("acme", "news")).hasToString("stream news of tenant acme");
    assertThat(SuppressionScope.GLOBAL.isGlobal()).isTrue();
    assertThat(SuppressionScope.ofTenant("acme").isGlobal()).isFalse();
  }

  @Test
  void shouldHaveNoStreamWithoutATenantAndNoStreamThatCannotBe() {
    assertThatThrownBy(() -> new SuppressionScope("", "news"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SuppressionScope("acme", "No Stream"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldMeanAllBulkStreamsByAWordThatNoStreamCanHave() {
    assertThatThrownBy(() -> ShortName.of(SuppressionScope.BULK))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
