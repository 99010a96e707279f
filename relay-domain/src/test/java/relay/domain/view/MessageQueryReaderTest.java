package relay.domain.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search in the words of a request; what is not understood is refused by name. */
class MessageQueryReaderTest {
  @Test
  void shouldSearchAmongTheMailsOfATenantAndACredentialOnly() {
    var acme = Optional.of("acme");
    var mine = Optional.of("c-1");
    var asked = MessageQuery.ALL.among(acme, mine).orElseThrow();

    assertThat(asked.tenant()).isEqualTo(acme);
    assertThat(asked.credential()).isEqualTo(mine);
    assertThat(asked.among(acme, Optional.empty())).contains(asked);
    assertThat(asked.among(Optional.empty(), Optional.empty())).contains(asked);
    assertThat(asked.among(Optional.of("other"), mine)).isEmpty();
    assertThat(asked.among(acme, Optional.of("c-2"))).isEmpty();
  }

  @Test
  void shouldAskForTheNewestMailsWhenNothingIsSaid() {
    assertThat(read(Map.of())).isEqualTo(MessageQuery.ALL);
    assertThat(read(Map.of("state", " ", "limit", ""))).isEqualTo(MessageQuery.ALL);
  }

  @Test
  void shouldReadEveryCondition() {
    MessageQuery query =
        read(
            Map.of(
                "id", "0khr3vqs0abcdefghjkm",
                "sender", "alice@EXAMPLE.org",
                "recipient", " bob@Example.NET ",
                "domain", "B\u00fccher.example",
                "state", "deferred",
                "from", "2026-01-01T00:00:00Z",
                "to", "2026-01-02T00:00:00Z",
                "cursor", "0khr3vqs0zzzzzzzzzzz",
                "limit", "200"));

    assertThat(query.id()).hasToString("Optional[0khr3vqs0abcdefghjkm]");
    assertThat(query.sender()).contains("alice@example.org");
    assertThat(query.recipient()).contains("bob@example.net");
    assertThat(query.domain().orElseThrow().ascii()).isEqualTo("xn--bcher-kva.example");
    assertThat(query.state()).contains(RecipientState.DEFERRED);
    assertThat(query.from()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(query.to()).contains(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(query.before()).hasToString("Optional[0khr3vqs0zzzzzzzzzzz]");
    assertThat(query.limit()).isEqualTo(200);
  }

  @Test
  void shouldFindReportsByTheirNullPath() {
    assertThat(read(Map.of("sender", "<>")).sender()).contains("");
  }

  @ParameterizedTest
  @CsvSource({
    "id, 123",
    "id, 0khr3vqs0abcdefghjkl", // no l in the alphabet of ids
    "sender, alice",
    "recipient, @example.org",
    "recipient, <bob@example.org>",
    "domain, a..b",
    "domain, -x.example",
    "state, DEFERRED",
    "state, open",
    "from, yesterday",
    "from, 2026-01-01",
    "to, 2026-01-01 00:00:00",
    "cursor, next",
    "limit, 0",
    "limit, 201",
    "limit, -1",
    "limit, many",
    "limit, 99999999999"
  })
  void shouldNameTheConditionThatCannotBeRead(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOfSatisfying(
            InvalidQuery.class,
            e -> {
              assertThat(e.parameter()).isEqualTo(name);
              assertThat(e.getMessage()).contains("must be ").doesNotContain(value + " ");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"recipient=a@b.example", "domain=b.example", "state=queued"})
  void shouldKnowWhenASearchIsAboutRecipients(String condition) {
    String[] parts = condition.split("=");

    assertThat(read(Map.of(parts[0], parts[1])).asksForRecipients()).isTrue();
    assertThat(MessageQuery.ALL.asksForRecipients()).isFalse();
    assertThat(read(Map.of("sender", "a@b.example")).asksForRecipients()).isFalse();
  }

  private static MessageQuery read(Map<String, String> parameters) {
    return new MessageQueryReader(parameters::get).read();
  }
}
