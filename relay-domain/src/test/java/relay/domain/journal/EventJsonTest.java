package relay.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

class EventJsonTest {
  private static final QueueId MAIL = new QueueId("0000000000000000000a");
  private final EventJson json = new EventJson();

  @Test
  void shouldComeBackAsItWasWritten() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.SENDER, "");
    details.put(EventField.RECIPIENTS, List.of("a@example.org", "ü@example.org"));
    details.put(EventField.SIZE, 10_240L);
    details.put(EventField.REUSED, true);
    details.put("share", 0.25);
    var event =
        new MailEvent(
            EventType.DELIVERED,
            Instant.parse("2026-01-01T00:00:00.123Z"),
            Optional.of(MAIL),
            2,
            3,
            Optional.of(EmailAddress.parse("a@example.org")),
            details);

    var read = readBack(event);

    String line = new String(EventJson.line("id", event), StandardCharsets.UTF_8).stripTrailing();
    assertThat(read).isEqualTo(new RecordedEvent("id", false, event, line));
  }

  @Test
  void shouldTellTheKindOfALineByItsFirstOctets() {
    for (EventType type : EventType.values()) {
      var event =
          new MailEvent(
              type, Instant.EPOCH, Optional.empty(), 0, 0, Optional.empty(), Map.of("type2", "x"));
      byte[] line = EventJson.line("id", event);
      byte[] amidst =
          ("x\n" + new String(line, StandardCharsets.UTF_8) + "y").getBytes(StandardCharsets.UTF_8);

      assertThat(EventJson.typeOf(line, 0, line.length)).contains(type);
      assertThat(EventJson.typeOf(amidst, 2, line.length - 1)).contains(type);
    }
  }

  @Test
  void shouldNotGuessTheKindOfALineThatBeginsOtherwise() {
    for (String line :
        List.of(
            "",
            "{}",
            "garbage",
            "{\"type\":\"DELIVERED\",\"schema_version\":1,\"event_id\":\"a\"}",
            "{\"schema_version\":1,\"event_id\":\"a\",\"type\":\"DELIVERED",
            "{\"schema_version\":1,\"event_id\":\"a\",\"type\":\"NEWER\"}",
            "{\"schema_version\":1,\"event_id\":\"a\",\"kind\":\"DELIVERED\"}",
            "{\"schema_version\":1,\"event_id\":\""
                + "a".repeat(300)
                + "\",\"type\":\"DELIVERED\"}")) {
      byte[] octets = line.getBytes(StandardCharsets.UTF_8);

      assertThat(EventJson.typeOf(octets, 0, octets.length)).as(line).isEmpty();
    }
  }

  @Test
  void shouldNeverBreakALineWhateverTheTextHolds() {
    long seed = Chance.seed();
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append((char) (random.nextInt(4) == 0 ? random.nextInt(65_536) : random.nextInt(160)));
      }
      var event = alarm(Map.of(EventField.REASON, text.toString()));

      byte[] line = EventJson.line("id", event);

      assertThat(new String(line, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count())
          .as("seed %d", seed)
          .isEqualTo(1);
      assertThat(json.read(line, 0, line.length).event()).as("seed %d", seed).isEqualTo(event);
    }
  }

  @Test
  void shouldReadLikeThisForPeople() {
    var event = alarm(Map.of(EventField.REASON, "disk \"full\"\n"));

    assertThat(new String(EventJson.line("id", event), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"schema_version\":1,\"event_id\":\"id\",\"type\":\"ALARM\","
                + "\"time\":\"2026-01-01T00:00:00Z\",\"reason\":\"disk \\\"full\\\"\\u000a\"}\n");
  }

  @Test
  void shouldRefuseADetailThatHidesAFieldOfTheLineAndKeepWhatStoodBefore() {
    var lines = new EventLines();
    lines.add("a", alarm(Map.of()), false);
    int before = lines.length();

    assertThatThrownBy(() -> lines.add("b", alarm(Map.of("mail", "x")), false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(lines.length()).isEqualTo(before);
  }

  @Test
  void shouldRefuseWhatIsNoLineOfOurs() {
    String good = new String(EventJson.line("id", alarm(Map.of("a", "b"))), StandardCharsets.UTF_8);
    for (String line :
        List.of(
            "",
            "{",
            "[]",
            "{}",
            "{\"schema_version\":2}",
            "\u0000\u0000",
            good + good,
            good.replace("\"b\"", "\"b"),
            good.replace("\"b\"", "\"\\x\""),
            good.replace("\"b\"", "\"\\u12\""),
            good.replace("\"b\"", "\"\\u12g4\""),
            good.replace("\"b\"", "nope"),
            good.replace("\"b\"", "{}"),
            good.replace("\"b\"", "null"),
            good.replace("\"b\"", "[1]"),
            good.replace("\"a\"", "\"type\""),
            good.replace("\"id\"", "7"),
            good.replace("ALARM", "SONG"))) {
      byte[] octets = line.getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(() -> json.read(octets, 0, octets.length))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldReadALineThatSomebodyEditedByHand() {
    byte[] line =
        ("{ \"schema_version\" : 1, \"event_id\":\"id\", \"type\":\"ALARM\",\t\"time\":\"2026-01-01T00:00:00Z\","
                + " \"reason\":\"a\\/b\\n\\t\\u00fc \u00fc\", \"list\" : [ ], \"share\":-1.5e2 }")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(json.read(line, 0, line.length).event().details())
        .isEqualTo(Map.of("reason", "a/b\n\t\u00fc \u00fc", "list", List.of(), "share", -150.0));
  }

  @Test
  void shouldReadOrRefuseAnyOctets() {
    long seed = Chance.seed();
    var random = new Random(seed);
    byte[] good = EventJson.line("id", alarm(Map.of("a", "b\\", "list", List.of("c"))));
    for (int i = 0; i < 5_000; i++) {
      byte[] octets = good.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      int length = 1 + random.nextInt(octets.length);

      Throwable refused = catchThrowable(() -> json.read(octets, 0, length));

      if (refused != null) {
        assertThat(refused).as("seed %d", seed).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void shouldNameEventsInTheOrderOfWritingEvenWhenTheClockStepsBack() {
    var ids = new EventIds(new Random(1));

    assertThat(List.of(ids.next(1_000), ids.next(1_000), ids.next(2_000), ids.next(500)))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private RecordedEvent readBack(MailEvent event) {
    byte[] line = EventJson.line("id", event);
    return json.read(line, 0, line.length);
  }

  private static MailEvent alarm(Map<String, Object> details) {
    return new MailEvent(
        EventType.ALARM,
        Instant.parse("2026-01-01T00:00:00Z"),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        details);
  }
}
