package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.domain.control.ControlJson;

class DiagnoseDnsTest {
  private static final String BAD =
      """
      {"at": "2026-01-01T12:00:00Z", "dnssec": "validate", "good": false,
       "resolvers": [{"server": "192.0.2.53:53", "state": "stripped",
                      "says": "resolver 192.0.2.53:53 hands on no signatures"}]}
      """;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldShowTheAnswerAndFailWhereSomethingIsWrong() {
    relay.answers(200, BAD);

    assertThat(diagnose()).isEqualTo(Refusal.FAILED);
    assertThat(relay.asked()).containsExactly("GET /api/v1/diagnose/dns");
    assertThat(ControlJson.read(relay.told().strip())).isEqualTo(ControlJson.read(BAD));
  }

  @Test
  void shouldTellItToPeople() {
    relay.answers(200, BAD);

    assertThat(diagnose("--text")).isEqualTo(Refusal.FAILED);
    assertThat(relay.told().lines())
        .containsExactly(
            "dns.dnssec = validate", "  stripped: resolver 192.0.2.53:53 hands on no signatures");
  }

  @Test
  void shouldBeContentWhereNobodyIsAsked() {
    relay.answers(200, "{\"at\":\"x\",\"dnssec\":\"off\",\"good\":true,\"resolvers\":[]}");

    assertThat(diagnose("--text")).isZero();
    assertThat(relay.told().strip()).isEqualTo("dns.dnssec = off: nobody is asked");
  }

  @Test
  void shouldTakeNoWords() {
    assertThatThrownBy(() -> diagnose("192.0.2.53"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("diagnose dns");
  }

  private int diagnose(String... line) {
    return new DiagnoseDns(relay::client).run(List.of(line), relay.console());
  }
}
