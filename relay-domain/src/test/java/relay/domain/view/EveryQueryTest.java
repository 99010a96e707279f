package relay.domain.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;
import relay.domain.mail.DomainName;

/** What may stand in the query of a search, and what a search is about. */
class EveryQueryTest {
  private static final String ID = "0khr3vqs0abcdefghjkm";

  @ParameterizedTest
  @CsvSource({
    "id, x, a queue id of 20 characters",
    "id, 0khr3vqs0abcdefghjki, a queue id of 20 characters",
    "sender, ann, 'an address, or <> for the null path'",
    "sender, <ann@example.org>, 'an address, or <> for the null path'",
    "recipient, <>, an address",
    "recipient, a@b@, an address",
    "domain, a..b, a domain name",
    "domain, [192.0.2.1], a domain name",
    "state, open, 'one of queued, deferred, held, delivered, bounced, expired, suppressed, rejected'",
    "state, QUEUED, 'one of queued, deferred, held, delivered, bounced, expired, suppressed, rejected'",
    "from, yesterday, an instant such as 2026-01-31T12:00:00Z",
    "to, 2026-01-31, an instant such as 2026-01-31T12:00:00Z",
    "cursor, 2, the next_cursor of the page before",
    "limit, 0, a number from 1 to 200",
    "limit, 201, a number from 1 to 200",
    "limit, -1, a number from 1 to 200",
    "limit, 1.5, a number from 1 to 200",
    "limit, 99999999999, a number from 1 to 200"
  })
  void shouldNameTheParameterThatCannotBeRead(String name, String value, String rule) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOfSatisfying(InvalidQuery.class, e -> assertThat(e.parameter()).isEqualTo(name))
        .hasMessage("must be " + rule);
  }

  @ParameterizedTest
  @CsvSource({"tenant", "stream", "credential"})
  void shouldBoundWords(String name) {
    assertThat(read(Map.of(name, "x".repeat(200)))).isNotNull();
    assertThatThrownBy(() -> read(Map.of(name, "x".repeat(201))))
        .isInstanceOf(InvalidQuery.class)
        .hasMessageContaining(name);
  }

  @Test
  void shouldReadEachParameterIntoItsOwnPlace() {
    MessageQuery query =
        read(
            Map.ofEntries(
                Map.entry("id", ID),
                Map.entry("sender", " Ann@Example.ORG "),
                Map.entry("recipient", "bob@B\u00fccher.example"),
                Map.entry("domain", "b\u00fccher.example"),
                Map.entry("state", "held"),
                Map.entry("tenant", "t"),
                Map.entry("stream", "s"),
                Map.entry("credential", "c"),
                Map.entry("from", "2026-01-01T00:00:00Z"),
                Map.entry("to", "2026-01-02T00:00:00Z"),
                Map.entry("cursor", "1khr3vqs0abcdefghjkm"),
                Map.entry("limit", "200")));

    assertThat(query.id().orElseThrow()).hasToString(ID);
    assertThat(query.sender()).contains("Ann@example.org");
    assertThat(query.recipient()).contains("bob@b\u00fccher.example");
    assertThat(query.domain()).contains(DomainName.of("xn--bcher-kva.example"));
    assertThat(query.state()).contains(RecipientState.HELD);
    assertThat(query.tenant()).contains("t");
    assertThat(query.stream()).contains("s");
    assertThat(query.credential()).contains("c");
    assertThat(query.from()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(query.to()).contains(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(query.before().orElseThrow()).hasToString("1khr3vqs0abcdefghjkm");
    assertThat(query.limit()).isEqualTo(200);
    assertThat(query.asksForRecipients()).isTrue();
  }

  @Test
  void shouldAskForEverythingWhenNothingIsSaid() {
    assertThat(read(Map.of())).isEqualTo(MessageQuery.ALL);
    assertThat(read(Map.of("id", " ", "limit", ""))).isEqualTo(MessageQuery.ALL);
    assertThat(MessageQuery.ALL.asksForRecipients()).isFalse();
    assertThat(read(Map.of("sender", "<>")).sender()).contains("");
  }

  @ParameterizedTest
  @EnumSource(RecipientState.class)
  void shouldKnowEachStateByItsLabel(RecipientState state) {
    assertThat(RecipientState.labelled(state.label())).contains(state);
    assertThat(read(Map.of("state", state.label())).state()).contains(state);
    assertThat(state.isOpen())
        .isEqualTo(
            state == RecipientState.QUEUED
                || state == RecipientState.DEFERRED
                || state == RecipientState.HELD);
    assertThat(RecipientState.labelled("")).isEqualTo(Optional.empty());
  }

  /** Requests come from anybody: a query is read, or one parameter of it is named. */
  @Test
  void shouldReadOrNameAParameterWhateverStandsThere() {
    String[] names = {
      "id",
      "sender",
      "recipient",
      "domain",
      "state",
      "tenant",
      "stream",
      "credential",
      "from",
      "to",
      "cursor",
      "limit"
    };
    String[] values = {
      "",
      " ",
      "x",
      ID,
      "<>",
      "a@b.example",
      "held",
      "5",
      "-5",
      "2026-01-01T00:00:00Z",
      "+1000000000-12-31T23:59:59Z",
      "\u0000",
      "%",
      "' OR 1=1",
      "\ud83d",
      "x".repeat(5_000)
    };
    Chance.rounds(
        1_000,
        random -> {
          Map<String, String> parameters = new HashMap<>();
          for (int i = random.nextInt(5); i >= 0; i--) {
            parameters.put(Chance.oneOf(random, names), Chance.oneOf(random, values));
          }
          try {
            assertThat(read(parameters).limit()).isBetween(1, MessageQuery.LIMIT_MAX);
          } catch (InvalidQuery e) {
            assertThat(e.getMessage()).contains("must be ");
          }
        });
  }

  private static MessageQuery read(Map<String, String> parameters) {
    return new MessageQueryReader(parameters::get).read();
  }
}
