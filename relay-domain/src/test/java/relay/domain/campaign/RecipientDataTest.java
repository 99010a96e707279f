package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactFrequency;
import relay.domain.contacts.Contacts;

class RecipientDataTest {
  private static RecipientData of(String json) {
    var contact =
        new Contact(
            "acme",
            "1",
            Contacts.fields(json),
            Map.of(),
            ContactFrequency.NORMAL,
            Contacts.NOON,
            Contacts.NOON,
            1);
    return RecipientData.of(3, contact);
  }

  @Test
  void shouldHaveEveryAttributeInTheFormThatTemplatesKnow() {
    RecipientData data =
        of(
            "{\"address\":\"Ann@example.org\",\"attributes\":{\"name\":\"Ann \\\"A\\\" \u00c4\","
                + "\"age\":41.50,\"born\":\"1984-05-01\",\"vip\":true,\"tags\":[\"a\",\"b\"]}}");

    assertThat(data.templateVersion()).isEqualTo(3);
    assertThat(data.data().values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "address", "Ann@example.org",
                "name", "Ann \"A\" \u00c4",
                "age", "41.5",
                "born", "1984-05-01",
                "vip", true,
                "tags", List.of("a", "b")));
  }

  @Test
  void shouldBeTheSameBehindTheQueue() {
    RecipientData data =
        of(
            "{\"address\":\"ann@example.org\",\"attributes\":{\"name\":\"\u4e2d x\","
                + "\"vip\":false,\"tags\":[]}}");

    RecipientData read = RecipientData.read(data.octets());

    assertThat(read).isEqualTo(data);
    assertThat(read.data().values()).containsEntry("vip", false);
  }

  @Test
  void shouldBeSmall() {
    assertThat(of("{\"address\":\"ann@example.org\"}").octets().length).isLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"template_version\":1}",
        "{\"data\":{}}",
        "{\"template_version\":1,\"data\":[]}",
        "Subject: a mail\r\n\r\n"
      })
  void shouldRefuseWhatIsNone(String text) {
    assertThatThrownBy(() -> RecipientData.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
