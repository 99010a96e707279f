package relay.domain.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.view.MessagePage;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.QueuedCount;
import relay.domain.view.Reception;
import relay.domain.view.RecipientChange;
import relay.domain.view.RecipientRow;
import relay.domain.view.RecipientState;

class PersonalRecordsTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final EmailAddress BOB = EmailAddress.parse("Bob@b.example");
  private final PagedView view = new PagedView();
  private final List<PersonalRecord> found = new ArrayList<>();

  @Test
  void shouldFindWhatTheAddressReceivedAndSentInAnyCaseOverAllPages() {
    for (int i = 0; i < 5; i++) {
      view.add("al@a.example", "bob@B.EXAMPLE", "eve@e.example");
    }
    view.add("bob@b.example", "eve@e.example");
    view.add("al@a.example", "eve@e.example");

    PersonalRecords.Count count = new PersonalRecords(view).export(BOB, found::add);

    assertThat(count.received()).isEqualTo(5);
    assertThat(count.sent()).isEqualTo(1);
    assertThat(found).hasSize(6);
    assertThat(found.get(5).asSender()).isTrue();
    assertThat(found.get(5).asRecipient()).isEmpty();
  }

  @Test
  void shouldTellAMailToOneselfOnce() {
    view.add("bob@b.example", "bob@b.example");

    PersonalRecords.Count count = new PersonalRecords(view).export(BOB, found::add);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).asSender()).isTrue();
    assertThat(found.get(0).asRecipient()).isPresent();
    assertThat(count.sent()).isZero();
  }

  @Test
  void shouldTellWhatBecameOfTheMailForThisAddressOnly() {
    view.add("al@a.example", "eve@e.example", "bob@b.example");

    new PersonalRecords(view).export(BOB, found::add);

    var bob = found.get(0).asRecipient().orElseThrow();
    assertThat(bob.address()).isEqualTo("bob@b.example");
    assertThat(bob.events()).extracting(MailEvent::type).containsExactly(EventType.DELIVERED);
    assertThat(bob.events().get(0).recipient()).contains(EmailAddress.parse("bob@b.example"));
  }

  @Test
  void shouldPassOverWhatWasPrunedMeanwhile() {
    view.add("al@a.example", "bob@b.example");
    view.pruned = true;

    assertThat(new PersonalRecords(view).export(BOB, found::add).received()).isZero();
  }

  @Test
  void shouldNameAnAddressForThoseWhoKnowIt() {
    String name = PersonalRecords.nameOf(BOB);

    assertThat(name)
        .matches("address sha256:[0-9a-f]{64}")
        .isEqualTo(PersonalRecords.nameOf(EmailAddress.parse("bob@b.example")))
        .isNotEqualTo(PersonalRecords.nameOf(EmailAddress.parse("eve@b.example")));
  }

  /** Two mails a page, searched as the database does it. */
  private static final class PagedView implements MessageView {
    private final TreeMap<String, MessageStory> mails = new TreeMap<>();
    private boolean pruned;

    void add(String sender, String... recipients) {
      QueueId id = new QueueId("0123456789abcdefgh" + (char) ('a' + mails.size()) + "k");
      var standing =
          new RecipientChange(
              RecipientState.DELIVERED, THEN, 1, "", "mx", "", "250 ok", Optional.empty());
      var reception = new Reception(THEN, sender, "", "", 1, "otp", "", "", MailOwner.of(Lane.OTP));
      var rows = Stream.of(recipients).map(r -> new RecipientRow(r, standing)).toList();
      List<String> lines =
          Stream.of(recipients)
              .map(
                  r ->
                      new MailEvent(
                          EventType.DELIVERED,
                          THEN,
                          Optional.of(id),
                          0,
                          1,
                          Optional.of(EmailAddress.parse(r)),
                          Map.of("reply", "250 ok")))
              .map(e -> new String(EventJson.line("e", e), StandardCharsets.UTF_8).strip())
              .toList();
      mails.put(id.text(), new MessageStory(new MessageRow(id, reception, rows), lines, true));
    }

    @Override
    public MessagePage find(MessageQuery query) {
      List<MessageRow> fitting =
          mails.descendingMap().values().stream()
              .map(MessageStory::message)
              .filter(
                  m -> query.before().map(b -> m.id().text().compareTo(b.text()) < 0).orElse(true))
              .filter(
                  m ->
                      query
                          .sender()
                          .map(s -> s.equalsIgnoreCase(m.reception().sender()))
                          .orElse(true))
              .filter(
                  m ->
                      query
                          .recipient()
                          .map(
                              r ->
                                  m.recipients().stream()
                                      .anyMatch(row -> row.address().equalsIgnoreCase(r)))
                          .orElse(true))
              .toList();
      List<MessageRow> page = fitting.subList(0, Math.min(2, fitting.size()));
      return new MessagePage(
          page, fitting.size() > 2 ? Optional.of(page.get(1).id()) : Optional.empty());
    }

    @Override
    public Optional<MessageStory> story(QueueId id) {
      return pruned ? Optional.empty() : Optional.ofNullable(mails.get(id.text()));
    }

    @Override
    public List<QueuedCount> queued(int limit) {
      return List.of();
    }
  }
}
