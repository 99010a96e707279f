package relay.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

/** Each event that can be written can be read, and what cannot be read is not written. */
class EveryLineTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final EventJson json = new EventJson();

  @Test
  void shouldReadBackEveryEventItWrites() {
    Chance.rounds(
        3000,
        random -> {
          MailEvent event = any(random);
          boolean carried = random.nextBoolean();
          EventLines lines = new EventLines();
          lines.add("first", any(random), false);
          int from = lines.length();

          lines.add("id", event, carried);

          byte[] octets = Arrays.copyOf(lines.octets(), lines.length());
          RecordedEvent read = json.read(octets, from, octets.length - from);
          assertThat(read.event()).isEqualTo(event);
          assertThat(new ArrayList<>(read.event().details().keySet()))
              .isEqualTo(new ArrayList<>(event.details().keySet()));
          assertThat(read.carried()).isEqualTo(carried);
          assertThat(read.id()).isEqualTo("id");
        });
  }

  /** What stands in the story of a mail is the line: it can be read again, and is the same. */
  @Test
  void shouldKeepTheLineAsItStands() {
    Chance.rounds(
        300,
        random -> {
          byte[] line = EventJson.line("id", any(random));

          RecordedEvent read = json.read(line, 0, line.length);

          byte[] again = read.line().getBytes(StandardCharsets.UTF_8);
          assertThat(again).isEqualTo(Arrays.copyOf(line, line.length - 1));
          assertThat(json.read(again, 0, again.length)).isEqualTo(read);
        });
  }

  static Stream<Object> unreadable() {
    return Stream.of(
        List.of(1L),
        List.of("a", true),
        List.of(List.of("a")),
        Arrays.asList("a", null),
        Map.of("a", "b"),
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        'c',
        1.5f,
        NOON,
        Optional.of("a"),
        new StringBuilder("a"),
        Lane.OTP);
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void shouldNotWriteWhatNobodyCouldRead(Object value) {
    refused(value);
  }

  /** Half a line before the next one would make both unreadable, and stop all who follow. */
  @Test
  void shouldLeaveNothingOfALineThatItCannotFinish() {
    refused(null);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void shouldKnowEachTypeByItsName(EventType type) {
    MailEvent event = new MailEvent(type, NOON, Optional.empty(), 0, 0, Optional.empty(), Map.of());
    byte[] line = EventJson.line("id", event);

    assertThat(new String(line, StandardCharsets.UTF_8)).contains("\"type\":\"" + type + "\"");
    assertThat(json.read(line, 0, line.length).event()).isEqualTo(event);
  }

  /** Editors and programs put blanks where JSON allows them, and end lines as Windows does. */
  @Test
  void shouldReadTheSameWithBlanksBetweenItsParts() {
    Chance.rounds(
        300,
        random -> {
          MailEvent event = any(random);
          String line = new String(EventJson.line("id", event), StandardCharsets.UTF_8);
          StringBuilder spread = new StringBuilder();
          boolean quoted = false;
          for (int i = 0; i < line.length() - 1; i++) {
            char c = line.charAt(i);
            if (!quoted && "{}[]:,".indexOf(c) >= 0) {
              spread.append(blank(random)).append(c).append(blank(random));
            } else {
              spread.append(c);
            }
            if (c == '\\') {
              spread.append(line.charAt(++i));
            }
            quoted ^= c == '"';
          }
          byte[] octets = (spread + "\r\n").getBytes(StandardCharsets.UTF_8);

          assertThat(json.read(octets, 0, octets.length).event()).isEqualTo(event);
        });
  }

  @Test
  void shouldReadTheEscapesOfEveryWriter() {
    String all = "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\ud83d\\ude00\\uD83D";

    assertThat(detail("\"" + all + "\"")).isEqualTo("\"\\/\b\f\n\r\tA\u00e9\ud83d\ude00\ud83d");
    for (String bad : List.of("\\a", "\\u12", "\\u12x4", "\\", "\\U0041", "\\x41", "\\'")) {
      assertThatThrownBy(() -> detail("\"" + bad + "\""))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "7, 7",
    "-9223372036854775808, -9223372036854775808",
    "9223372036854775807, 9223372036854775807"
  })
  void shouldReadWholeNumbersAsTheyAre(String text, long number) {
    assertThat(detail(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "-",
    "9223372036854775808",
    "1-2",
    "'', ''",
    "tru",
    "falsey",
    "nul",
    "1.2.3",
    "e",
    "0x1",
    "."
  })
  void shouldRefuseWhatIsNoValue(String text) {
    assertThatThrownBy(() -> detail(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKeepTheOwnerOfAMailThroughTheJournal() {
    for (Lane lane : Lane.values()) {
      for (MailOwner owner :
          List.of(
              MailOwner.of(lane),
              new MailOwner("default", "news", "shop"),
              new MailOwner("acme", "receipts", "c-1"),
              new MailOwner("acme", "receipts", ""))) {
        Map<String, Object> whole = new LinkedHashMap<>();
        OwnerFields.add(whole, owner);
        Map<String, Object> foreign = new LinkedHashMap<>();
        OwnerFields.addForeign(foreign, owner);

        assertThat(OwnerFields.in(alarm(whole), lane)).isEqualTo(owner);
        MailOwner later = OwnerFields.in(alarm(foreign), lane);
        assertThat(later.tenant()).isEqualTo(owner.tenant());
        assertThat(foreign.isEmpty()).isEqualTo(owner.isDefaultTenant());
        assertThat(later.stream())
            .isEqualTo(owner.isDefaultTenant() ? lane.label() : owner.stream());
      }
    }
  }

  @Test
  void shouldReadAnOwnerThatIsNoTextAsNone() {
    Map<String, Object> odd = Map.of(EventField.TENANT, 7L, EventField.STREAM, List.of("x"));

    assertThat(OwnerFields.in(alarm(odd), Lane.BULK)).isEqualTo(MailOwner.of(Lane.BULK));
  }

  private Object detail(String text) {
    String line =
        "{\"schema_version\":1,\"event_id\":\"x\",\"type\":\"ALARM\","
            + "\"time\":\"2026-01-01T00:00:00Z\",\"d\":"
            + text
            + "}";
    byte[] octets = line.getBytes(StandardCharsets.UTF_8);
    return json.read(octets, 0, octets.length).event().details().get("d");
  }

  private void refused(Object value) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("good", "x");
    details.put("bad", value);
    EventLines lines = new EventLines();
    lines.add("a", alarm(Map.of()), false);
    byte[] before = Arrays.copyOf(lines.octets(), lines.length());

    assertThatThrownBy(() -> lines.add("b", alarm(details), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a journal line holds no ");
    assertThat(Arrays.copyOf(lines.octets(), lines.length())).isEqualTo(before);
    lines.add("c", alarm(Map.of()), false);
    assertThat(json.read(lines.octets(), before.length, lines.length() - before.length).id())
        .isEqualTo("c");
  }

  private static MailEvent any(Random random) {
    Map<String, Object> details = new LinkedHashMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      details.put(
          Chance.oneOf(random, "a", "b\"", "c\\", "\u00fc", "d e", "\n") + i, value(random));
    }
    boolean about = random.nextBoolean();
    return new MailEvent(
        Chance.oneOf(random, EventType.values()),
        NOON.plusNanos(random.nextInt(1_000_000_000)),
        about ? Optional.of(QueueId.next(NOON, random)) : Optional.empty(),
        about ? random.nextInt(Integer.MAX_VALUE) : 0,
        about ? random.nextInt(100) : 0,
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(EmailAddress.parse("\"b \\\" b\"@b\u00fccher.example")),
        details);
  }

  private static Object value(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextLong() >> random.nextInt(64);
      case 1 -> random.nextBoolean();
      case 2 -> Chance.oneOf(random, 0.0, -0.0, 1e300, Double.MIN_VALUE, 0.1, -1.0 / 3);
      case 3 -> Stream.generate(() -> text(random)).limit(random.nextInt(4)).toList();
      default -> text(random);
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 256 : 65_536));
    }
    return text.toString();
  }

  private static String blank(Random random) {
    return Chance.oneOf(random, "", "", " ", "\t", "\n", "\r\n");
  }

  private static MailEvent alarm(Map<String, Object> details) {
    return new MailEvent(EventType.ALARM, NOON, Optional.empty(), 0, 0, Optional.empty(), details);
  }
}
