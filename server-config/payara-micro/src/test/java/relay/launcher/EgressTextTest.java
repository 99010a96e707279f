package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EgressTextTest {
  private static final String ANSWER =
      "{\"sources\":[{\"source\":\"mail-1\",\"state\":\"draining\",\"weight\":3,"
          + "\"ehlo_name\":\"mail1.example.com\",\"running\":4,\"pools\":[\"news\"],"
          + "\"addresses\":[{\"address\":\"192.0.2.5\",\"family\":\"ipv4\","
          + "\"on_this_machine\":false,\"names\":{\"state\":\"missing\",\"found\":[],"
          + "\"advice\":[\"you write: mail1.example.com. A 192.0.2.5\"],"
          + "\"checked_at\":\"2026-01-01T12:00:00Z\"}}]}],"
          + "\"pools\":[{\"pool\":\"news\",\"selection\":\"ordered\",\"sources\":[\"mail-1\"],"
          + "\"tenants\":[],\"sender_domains\":[\"a.example\"],\"streams\":[\"acme/weekly\"]}]}";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldShowSourcesPoolsAndWhatToWrite() {
    relay.answers(200, ANSWER);

    egress();

    assertThat(relay.asked()).containsExactly("GET /api/v1/egress");
    assertThat(relay.told())
        .contains("mail-1  draining  4        192.0.2.5  NO    missing  mail1.example.com")
        .contains("news  ordered    mail-1   acme/weekly  -        a.example")
        .contains("mail-1: you write: mail1.example.com. A 192.0.2.5");
  }

  @Test
  void shouldSayThatThereAreNoPools() {
    relay.answers(200, "{\"sources\":[],\"pools\":[]}");

    egress();

    assertThat(relay.told()).contains("All mail leaves as the settings say");
  }

  @Test
  void shouldShowTheAnswerItselfToPrograms() {
    relay.answers(200, ANSWER);

    egress("--json");

    assertThat(relay.told()).contains("\"on_this_machine\":false");
  }

  @Test
  void shouldRefuseWordsItDoesNotKnow() {
    assertThatThrownBy(() -> egress("now")).isInstanceOf(Refusal.class);
    assertThat(relay.asked()).isEmpty();
  }

  private void egress(String... words) {
    EgressText.command(relay::client).run(List.of(words), relay.console());
  }
}
