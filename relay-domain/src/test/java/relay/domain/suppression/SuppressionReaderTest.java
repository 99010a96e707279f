package relay.domain.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.suppression.InMemorySuppressionDesk.NOON;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.InvalidField;

class SuppressionReaderTest {
  private static final SuppressionReader PLATFORM =
      new SuppressionReader("", false, SuppressionReason.MANUAL, "al", NOON);

  @Test
  void shouldMakeAnEntryOfTheSubjectAlone() {
    Suppression entry = read(PLATFORM, "subject", "bob@example.org");

    assertThat(entry.scope()).isEqualTo(SuppressionScope.GLOBAL);
    assertThat(entry.reason()).isEqualTo(SuppressionReason.MANUAL);
    assertThat(entry.author()).isEqualTo("al");
    assertThat(entry.createdAt()).isEqualTo(NOON);
    assertThat(entry.expiresAt()).isEmpty();
    assertThat(entry.holdsAt(NOON.plusSeconds(1_000_000_000))).isTrue();
  }

  @Test
  void shouldReadEveryField() {
    Suppression entry =
        read(
            PLATFORM,
            "subject",
            "bob@example.org",
            "tenant",
            "acme",
            "stream",
            "news",
            "reason",
            "hard-bounce",
            "class",
            "recipient_unknown",
            "provider",
            "gmail",
            "event",
            "0khr",
            "evidence",
            "550 no",
            "created_at",
            "2025-12-31T00:00:00Z",
            "expires_at",
            "2026-02-01T00:00:00Z");

    assertThat(entry.scope()).isEqualTo(SuppressionScope.ofStream("acme", "news"));
    assertThat(entry.evidence())
        .isEqualTo(new Suppression.Evidence("recipient_unknown", "gmail", "0khr", "550 no"));
    assertThat(entry.createdAt()).isBefore(NOON);
    assertThat(entry.holdsAt(NOON)).isTrue();
    assertThat(entry.holdsAt(entry.expiresAt().orElseThrow())).isFalse();
  }

  @Test
  void shouldNotBelieveThatAnEntryComesFromTheFuture() {
    assertThat(
            read(PLATFORM, "subject", "a@b.example", "created_at", "2030-01-01T00:00:00Z")
                .createdAt())
        .isEqualTo(NOON);
  }

  @ParameterizedTest
  @CsvSource({
    "tenant, Acme!",
    "stream, No Name",
    "reason, dislike",
    "expires_at, tomorrow",
    "created_at, 2026",
  })
  void shouldNameTheFieldThatIsWrong(String field, String value) {
    assertThatThrownBy(() -> read(PLATFORM, "subject", "a@b.example", field, value))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldWantASubjectAndATenantForAStreamAndShortWords() {
    assertThatThrownBy(() -> read(PLATFORM, "reason", "manual"))
        .hasMessage("subject must be given: an address or a domain name");
    assertThatThrownBy(() -> read(PLATFORM, "subject", "a@b.example", "stream", "news"))
        .hasMessage("tenant must be given with a stream");
    assertThatThrownBy(() -> read(PLATFORM, "subject", "a@b.example", "class", "x".repeat(41)))
        .isInstanceOf(InvalidField.class);
  }

  @Test
  void shouldCutALongNoteBetweenCharacters() {
    String note = "x".repeat(999) + "\uD83D\uDE00";

    assertThat(read(PLATFORM, "subject", "a@b.example", "evidence", note).evidence().text())
        .isEqualTo("x".repeat(999));
  }

  private static Suppression read(SuppressionReader reader, String... pairs) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return reader.read(fields::get);
  }
}
