package relay.ejb.view;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.ejb.view.MailStory.aMail;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.view.MessageFold;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageQueryReader;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageView;
import relay.domain.view.QueueView.Dimension;
import relay.domain.view.RecipientRow;
import relay.domain.view.RecipientState;
import relay.ejb.database.Database;

/** What the view shows, on every database. */
interface MessageViewContract {
  Database database();

  private MessageView view() {
    return new DatabaseMessageView(database());
  }

  private ViewWriter writer() {
    return new ViewWriter(database(), "node-1", 1000);
  }

  private int project(String place, MailStory... stories) {
    var fold = new MessageFold();
    for (MailStory story : stories) {
      story.tellTo(fold);
    }
    return writer().write(fold.changes(), place);
  }

  @Test
  default void shouldShowADeliveredMailWithItsWholeStory() {
    MailStory mail =
        aMail(1).received("alice@a.example", "bob@b.example").delivered("bob@b.example");

    project("1:100", mail);

    var story = view().story(mail.id()).orElseThrow();
    assertThat(story.events()).containsExactlyElementsOf(mail.lines());
    assertThat(story.complete()).isTrue();
    assertThat(story.message().reception().sender()).isEqualTo("alice@a.example");
    assertThat(story.message().recipients())
        .extracting(RecipientRow::address, r -> r.standing().state())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bob@b.example", RecipientState.DELIVERED));
  }

  @Test
  default void shouldShowTheSameWhetherEventsComeTogetherOrOneByOne() {
    MailStory together =
        aMail(1)
            .received("alice@a.example", "bob@b.example", "carol@c.example")
            .deferred("bob@b.example", 1)
            .delivered("carol@c.example")
            .delivered("bob@b.example");
    project("1:1", together);
    var expected = view().story(together.id()).orElseThrow();

    for (MailStory piece : together.renamed(2).inPieces()) {
      project("1:2", piece);
    }

    var actual = view().story(aMail(2).id()).orElseThrow();
    assertThat(actual.message().recipients()).isEqualTo(expected.message().recipients());
    assertThat(actual.events()).hasSameSizeAs(expected.events());
  }

  @Test
  default void shouldSayWhyADeferredRecipientWaitsAndUntilWhen() {
    MailStory mail = aMail(1).received("alice@a.example", "bob@b.example");
    project("1:1", mail);

    project("1:2", mail.next().deferred("bob@b.example", 3));

    var standing = view().story(mail.id()).orElseThrow().message().recipients().get(0).standing();
    assertThat(standing.state()).isEqualTo(RecipientState.DEFERRED);
    assertThat(standing.attempts()).isEqualTo(3);
    assertThat(standing.reply()).isEqualTo("450 4.2.0 come back later");
    assertThat(standing.nextAttempt()).contains(Instant.parse("2026-01-01T01:00:00Z"));
  }

  @Test
  default void shouldApplyAnEventAboutAllToTheOpenRecipientsOnly() {
    MailStory mail =
        aMail(1)
            .received("alice@a.example", "bob@b.example", "carol@c.example")
            .delivered("carol@c.example");
    project("1:1", mail);

    project("1:2", mail.next().held());

    assertThat(view().story(mail.id()).orElseThrow().message().recipients())
        .extracting(r -> r.standing().state())
        .containsExactly(RecipientState.HELD, RecipientState.DELIVERED);
  }

  @Test
  default void shouldFindBySenderRecipientDomainStateAndTime() {
    MailStory one = aMail(1).received("alice@a.example", "Bob@B.example", "carol@c.example");
    MailStory two = aMail(2).received("", "dave@d.example").delivered("dave@d.example");
    project("1:1", one, two);

    assertThat(ids("sender", "ALICE@a.example")).containsExactly(one.id());
    assertThat(ids("sender", "<>")).containsExactly(two.id());
    assertThat(ids("recipient", "bob@b.example")).containsExactly(one.id());
    assertThat(ids("domain", "c.example")).containsExactly(one.id());
    assertThat(ids("state", "delivered")).containsExactly(two.id());
    assertThat(ids("from", "2026-01-01T00:00:02Z")).containsExactly(two.id());
    assertThat(ids("to", "2026-01-01T00:00:02Z")).containsExactly(one.id());
    assertThat(ids("id", one.id().text())).containsExactly(one.id());
    assertThat(ids("domain", "nowhere.example")).isEmpty();
  }

  @Test
  default void shouldPageFromTheNewestMailWithoutLossOrRepetition() {
    MailStory[] mails =
        IntStream.rangeClosed(1, 25)
            .mapToObj(n -> aMail(n).received("alice@a.example", "bob@b.example"))
            .toArray(MailStory[]::new);
    project("1:1", mails);

    List<QueueId> seen = new java.util.ArrayList<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      String before = cursor.get();
      var page =
          view()
              .find(
                  query(
                      name ->
                          switch (name) {
                            case "limit" -> "10";
                            case "cursor" -> before;
                            case "recipient" -> "bob@b.example";
                            default -> null;
                          }));
      page.messages().stream().map(MessageRow::id).forEach(seen::add);
      cursor = page.next().map(QueueId::text);
    }

    assertThat(seen)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 25).mapToObj(n -> aMail(26 - n).id()).toList());
  }

  @Test
  default void shouldCountWhatIsQueuedByWhatIsAskedFor() {
    project(
        "1:1",
        aMail(1).received("alice@a.example", "bob@b.example").deferred("bob@b.example", 1),
        aMail(2).received("alice@a.example", "bob@b.example", "carol@c.example"),
        aMail(3).received("alice@a.example", "bob@b.example").delivered("bob@b.example"));
    var queues = new DatabaseQueueView(database());

    var byDomain = queues.queues(Set.of(Dimension.DOMAIN), Optional.empty(), 0, 10);
    var all = queues.queues(EnumSet.allOf(Dimension.class), Optional.empty(), 0, 10);

    assertThat(byDomain)
        .extracting(q -> q.values().get(Dimension.DOMAIN) + " " + q.recipients())
        .containsExactly("b.example 2", "c.example 1");
    assertThat(queues.queues(Set.of(Dimension.DOMAIN), Optional.empty(), 1, 10))
        .containsExactly(byDomain.get(1));
    assertThat(byDomain.get(0).nextAttempt()).isPresent();
    assertThat(byDomain.get(1).nextAttempt()).isEmpty();
    assertThat(all).hasSize(3);
    assertThat(all).extracting(q -> q.values().get(Dimension.REASON)).contains("queued");
    assertThat(queues.queues(Set.of(), Optional.empty(), 0, 10))
        .extracting(q -> q.recipients())
        .containsExactly(3L);
    assertThat(queues.queues(Set.of(), Optional.of("default"), 0, 10))
        .extracting(q -> q.recipients())
        .containsExactly(3L);
    assertThat(queues.queues(Set.of(), Optional.of("another"), 0, 10)).isEmpty();
  }

  @Test
  default void shouldFindAndCountTheMailOfACampaign() {
    var spring = new MailOwner("acme", "news", "c-1", "spring-sale");
    MailStory one = aMail(1).received("alice@a.example", "bob@b.example").ownedBy(spring);
    MailStory two = aMail(2).received("alice@a.example", "bob@b.example", "carol@c.example");
    project("1:1", one, two);
    var queues = new DatabaseQueueView(database());

    assertThat(ids("campaign", "spring-sale")).containsExactly(one.id());
    assertThat(ids("campaign", "summer-sale")).isEmpty();
    assertThat(view().story(one.id()).orElseThrow().message().reception().owner())
        .isEqualTo(spring);
    assertThat(queues.queues(Set.of(Dimension.CAMPAIGN), Optional.empty(), 0, 10))
        .extracting(q -> q.values().get(Dimension.CAMPAIGN) + " " + q.recipients())
        .containsExactly(" 2", "spring-sale 1");
  }

  @Test
  default void shouldKeepThePlaceInTheJournalWithTheRows() {
    project("7:1234", aMail(1).received("alice@a.example", "bob@b.example"));

    assertThat(writer().place()).contains("7:1234");
    assertThat(new ViewWriter(database(), "node-2", 4000).place()).isEmpty();
  }

  @Test
  default void shouldNotChangeAMailWhenItsBeginningComesAgain() {
    MailStory mail =
        aMail(1).received("alice@a.example", "bob@b.example").delivered("bob@b.example");
    project("1:1", mail);

    int refused = project("1:1", mail);

    assertThat(refused).isZero();
    assertThat(view().story(mail.id()).orElseThrow().events()).hasSize(mail.lines().size());
  }

  @Test
  default void shouldLeaveOutOnlyTheMailThatTheDatabaseCannotHold() {
    MailStory good = aMail(1).received("alice@a.example", "bob@b.example");
    MailStory bad = aMail(2).received("alice@a.example", "x".repeat(64) + "@" + "d".repeat(900));
    MailStory alsoGood = aMail(3).received("alice@a.example", "bob@b.example");
    MailStory tooLong = bad.withRecipientColumnOf(1001);

    int refused = project("1:9", good, tooLong, alsoGood);

    assertThat(refused).isEqualTo(1);
    assertThat(view().find(MessageQuery.ALL).messages())
        .extracting(MessageRow::id)
        .containsExactly(alsoGood.id(), good.id());
    assertThat(writer().place()).contains("1:9");
  }

  @Test
  default void shouldCutAStoryThatGrowsWithoutEndAndSaySo() {
    MailStory mail = aMail(1).received("alice@a.example", "bob@b.example");
    project("1:1", mail);

    for (int attempt = 1; attempt <= 60; attempt++) {
      project("1:2", mail.next().deferred("bob@b.example", attempt));
    }

    var story = view().story(mail.id()).orElseThrow();
    assertThat(story.complete()).isFalse();
    assertThat(String.join("\n", story.events()).length()).isLessThan(1100);
    assertThat(story.message().recipients().get(0).standing().attempts()).isEqualTo(60);
  }

  @Test
  default void shouldCountWhatIsStillOpenByLaneAndDomain() {
    project(
        "1:1",
        aMail(1).received("alice@a.example", "bob@b.example"),
        aMail(2).received("alice@a.example", "bob2@b.example").delivered("bob2@b.example"),
        aMail(3).received("alice@a.example", "eve@b.example").deferred("eve@b.example", 1));

    assertThat(view().queued(10))
        .extracting(q -> q.domain() + " " + q.state().label() + " " + q.recipients())
        .containsExactlyInAnyOrder("b.example queued 1", "b.example deferred 1");
  }

  private List<QueueId> ids(String name, String value) {
    return view().find(query(n -> n.equals(name) ? value : null)).messages().stream()
        .map(MessageRow::id)
        .toList();
  }

  private static MessageQuery query(Function<String, String> parameters) {
    return new MessageQueryReader(parameters).read();
  }
}
