package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkNameTest {
  @Test
  void shouldLeaveOutWhatMayNameAPerson() {
    assertThat(LinkName.withoutQuery("https://a.example/tea?u=ann#top"))
        .isEqualTo("https://a.example/tea");
    assertThat(LinkName.withoutQuery("https://a.example/#ann")).isEqualTo("https://a.example/");
    assertThat(LinkName.withoutQuery("https://a.example")).isEqualTo("https://a.example");
  }

  @Test
  void shouldCallTheSameLinkTheSameForEver() {
    assertThat(LinkName.hash("https://a.example/tea"))
        .isEqualTo(LinkName.hash("https://a.example/tea"))
        .isNotEqualTo(LinkName.hash("https://a.example/Tea"))
        .matches("[0-9a-f]{32}");
    assertThat(LinkName.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
  }
}
