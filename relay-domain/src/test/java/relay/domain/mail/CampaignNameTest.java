package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "spring-sale", "2026.w01_A", "Z-", "0.0"})
  void shouldTakeShortReadableNames(String name) {
    assertThat(CampaignName.of(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", ".a", "_a", "a b", "a'b", "a%", "a/b", "a\r\nb", "a\u00e4", "a:b", "*"})
  void shouldRefuseWhatAPathOrASelectorWouldReadOtherwise(String name) {
    assertThatThrownBy(() -> CampaignName.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(CampaignName.RULE);
    assertThat(CampaignName.isOne(name)).isFalse();
  }

  @Test
  void shouldTakeAsManyCharactersAsTheColumnHolds() {
    assertThat(CampaignName.isOne("a".repeat(64))).isTrue();
    assertThat(CampaignName.isOne("a".repeat(65))).isFalse();
  }
}
