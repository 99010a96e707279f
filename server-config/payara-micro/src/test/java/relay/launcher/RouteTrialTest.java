package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RouteTrialTest {
  private static final String STEPS =
      "\"steps\":[{\"step\":\"connect\",\"good\":true,\"text\":\"12 ms\"},"
          + "{\"step\":\"auth\",\"good\":false,\"text\":\"454 4.7.8 wrong\"}]";
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();

  @Test
  void shouldTellWhichRuleMatchedAndWhereTheMailWouldBeTried() {
    relay.answers(200, answer(""));

    int code = route("ann@example.org", "stream=news", "size=2000", "headers.X-Kind=invoice");

    assertThat(code).isZero();
    assertThat(relay.asked()).hasSize(1).allMatch(a -> a.startsWith("POST /api/v1/route-test"));
    assertThat(relay.told())
        .contains("route invoices does not match: headers", "route out matches")
        .contains("mail for ann@example.org goes as route out says:")
        .contains("1. out/ses, down since 2026-11-22T10:00:00Z, tried at 2026-11-22T10:00:30Z")
        .contains("7 left today", "2. out/b")
        .contains("never, for the residency of the stream: out/us");
  }

  @Test
  void shouldEndWithACodeForScriptsWhenNoHostWouldTakeMail() {
    relay.answers(200, answer(host(false))).answers(200, answer(host(true)));

    int bad = route("ann@example.org", "--connect");
    int good = route("ann@example.org", "--connect", "--json");

    assertThat(bad).isEqualTo(1);
    assertThat(good).isZero();
    assertThat(relay.told())
        .contains("a.example 192.0.2.1 port 587: would take no mail")
        .contains("connect: 12 ms", "auth FAILED: 454 4.7.8 wrong")
        .contains("\"decided_by\":\"route out\"");
  }

  @Test
  void shouldSayWhatIsMissingOrUnknown() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> route())
        .withMessageContaining("RECIPIENT");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> route("ann@example.org", "colour=red"))
        .withMessageContaining("headers.FIELD");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> route("ann@example.org", "size=big"))
        .withMessageContaining("octets");
  }

  private static String host(boolean good) {
    return ",\"hosts\":[{\"host\":\"a.example\",\"address\":\"192.0.2.1 port 587\",\"good\":"
        + (good + "," + STEPS + "}]");
  }

  private static String answer(String hosts) {
    return "{\"recipient\":\"ann@example.org\",\"decided_by\":\"route out\",\"route\":\"out\","
        + "\"rules\":[{\"route\":\"invoices\",\"order\":1,\"matched\":false,"
        + "\"does_not_hold\":\"headers\"},{\"route\":\"out\",\"order\":9,\"matched\":true}],"
        + "\"forbidden\":[\"out/us\"],\"targets\":[{\"hop\":\"out/ses\",\"state\":\"down\","
        + "\"since\":\"2026-11-22T10:00:00Z\",\"tried_at\":\"2026-11-22T10:00:30Z\","
        + ("\"left_today\":7" + hosts + "},{\"hop\":\"out/b\",\"state\":\"up\"}]}");
  }

  private int route(String... words) {
    List<String> line = new ArrayList<>(List.of("test"));
    line.addAll(List.of(words));
    var command =
        new ObjectCommand(ObjectKind.ROUTE, new ByteArrayInputStream(new byte[0]), relay::client);
    return command.run(line, relay.console());
  }
}
