package relay.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/**
 * Lines that a crash, a disk or another version left behind: read whole or refused, never wrong.
 */
class TornJournalTest {
  private static final MailEvent EVENT =
      new MailEvent(
          EventType.DEFERRED,
          Instant.parse("2026-01-01T12:00:00.123456Z"),
          Optional.of(new QueueId("0khr3vqs0abcdefghjkm")),
          2,
          7,
          Optional.of(EmailAddress.parse("b\u00f6b@example.org")),
          Map.of(
              "reply",
              "450 4.2.1 \"busy\" \\ \u2028 \ud83d\ude00",
              "list",
              List.of("a", "b"),
              "ms",
              12L,
              "ratio",
              0.25,
              "yes",
              true));

  private final EventJson json = new EventJson();
  private final byte[] line = EventJson.line("00000000000000000001", EVENT);

  @Test
  void shouldRefuseALineThatWasCutShortAnywhere() {
    // The line feed and nothing else may be missing.
    for (int length = 0; length < line.length - 1; length++) {
      int kept = length;
      assertThatThrownBy(() -> json.read(line, 0, kept))
          .as("%d of %d octets", kept, line.length)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(json.read(line, 0, line.length - 1).event()).isEqualTo(EVENT);
  }

  @Test
  void shouldReadOrRefuseADamagedLineAndNothingElse() {
    Chance.rounds(
        2000,
        random -> {
          byte[] damaged = damaged(random);
          try {
            assertThat(json.read(damaged, 0, damaged.length).event().type()).isNotNull();
          } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"schema_version\":1}",
        "{\"schema_version\":\"1\",\"type\":\"ALARM\"}",
        "{\"schema_version\":1,\"event_id\":\"x\",\"type\":\"MOON\",\"time\":\"2026-01-01T00:00:00Z\"}",
        "{\"schema_version\":1,\"event_id\":\"x\",\"type\":\"ALARM\",\"time\":\"noon\"}",
        "{\"schema_version\":1,\"event_id\":\"x\",\"type\":\"ALARM\",\"time\":\"2026-01-01T00:00:00Z\","
            + "\"n\":99999999999999999999}",
        "{\"schema_version\":1,\"event_id\":\"x\",\"type\":\"ALARM\",\"time\":\"2026-01-01T00:00:00Z\","
            + "\"n\":{\"a\":1}}",
        "{\"schema_version\":1,\"event_id\":\"x\",\"type\":\"ALARM\",\"time\":\"2026-01-01T00:00:00Z\","
            + "\"n\":null}",
        "{\"schema_version\":1,\"event_id\":\"x\",\"type\":\"ALARM\",\"time\":\"2026-01-01T00:00:00Z\","
            + "\"mail\":\"not-an-id\"}",
        "{\"schema_version\":1,\"event_id\":\"x\",\"type\":\"ALARM\",\"time\":\"2026-01-01T00:00:00Z\","
            + "\"recipient\":\"nobody\"}"
      })
  void shouldRefuseWhatIsNoEvent(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> json.read(octets, 0, octets.length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseNestingWithoutEnd() {
    String deep =
        "{\"schema_version\":1,\"event_id\":\"x\",\"type\":\"ALARM\","
            + "\"time\":\"2026-01-01T00:00:00Z\",\"n\":"
            + "[".repeat(100_000);
    byte[] octets = deep.getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> json.read(octets, 0, octets.length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSayThatANewerRelayWroteTheLine() {
    String newer =
        new String(line, StandardCharsets.UTF_8)
            .replace("\"schema_version\":1", "\"schema_version\":2");
    byte[] octets = newer.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> json.read(octets, 0, octets.length))
        .hasMessageContaining("schema version 2")
        .hasMessageContaining("newer relay");
  }

  @Test
  void shouldKeepFieldsThatItDoesNotKnow() {
    String more =
        new String(line, StandardCharsets.UTF_8).replaceFirst("\\{", "{\"colour\":\"red\",");
    byte[] octets = more.getBytes(StandardCharsets.UTF_8);

    assertThat(json.read(octets, 0, octets.length).event().details())
        .containsEntry("colour", "red");
  }

  @ParameterizedTest
  @CsvSource({
    "events-0000000042-2026-11-21.jsonl, true",
    "events-0000000042-2026-02-30.jsonl, false",
    "events-0000000042-2026-13-01.jsonl, false",
    "events-42-2026-11-21.jsonl, false",
    "events-0000000042-2026-11-21.jsonl.gz, false",
    "events-0000000042-2026-11-21.jsonl~, false",
    "Events-0000000042-2026-11-21.jsonl, false",
    "lost+found, false"
  })
  void shouldTellJournalFilesFromOthersInTheFolder(String name, boolean ours) {
    assertThat(JournalFileName.parse(name).isPresent()).isEqualTo(ours);
    JournalFileName.parse(name).ifPresent(file -> assertThat(file).hasToString(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "1",
        ":1",
        "1:",
        "-1:0",
        "1:-1",
        "1:2:3",
        "a:b",
        "1:99999999999999999999"
      })
  void shouldRefuseWhatIsNoPosition(String text) {
    assertThatThrownBy(() -> JournalPosition.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSortPositionsByFileThenOffset() {
    assertThat(List.of("2:0", "1:9", "10:0", "1:10").stream().map(JournalPosition::parse).sorted())
        .extracting(JournalPosition::toString)
        .containsExactly("1:9", "1:10", "2:0", "10:0");
    assertThat(JournalPosition.START).isLessThan(JournalPosition.parse("0:1"));
  }

  private byte[] damaged(Random random) {
    byte[] damaged = line.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(3)) {
        case 0 -> damaged[at] = (byte) random.nextInt(256);
        case 1 -> damaged[at] = (byte) "{}[]\",:0-e\\".charAt(random.nextInt(11));
        default -> System.arraycopy(line, 0, damaged, at, Math.min(20, damaged.length - at));
      }
    }
    return damaged;
  }
}
