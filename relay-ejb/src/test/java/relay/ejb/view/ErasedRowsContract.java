package relay.ejb.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore.Step;
import relay.domain.view.MessageFold;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageQueryReader;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.RecipientRow;
import relay.ejb.database.Database;

/** How the message view forgets an address; the same on each database. */
interface ErasedRowsContract {
  String BOB = "bob@b.example";

  Database database();

  @Test
  default void shouldForgetARecipientAndKeepTheMail() {
    var mail = write(MailStory.aMail(1).received("al@a.example", BOB, "eve@e.example"));
    write(MailStory.aMail(1).next().delivered(BOB).delivered("eve@e.example"));

    assertThat(rows().count(order())).isEqualTo(1);
    assertThat(forgetAll()).isEqualTo(1);

    MessageStory story = story(mail);
    assertThat(story.toString()).doesNotContainIgnoringCase("bob").contains("eve@e.example");
    assertThat(story.message().reception().sender()).isEqualTo("al@a.example");
    assertThat(story.message().reception().subject()).isEmpty();
    String name = order().nameIn(mail.text(), BOB);
    assertThat(story.message().recipients())
        .extracting(RecipientRow::address)
        .containsExactlyInAnyOrder(name, "eve@e.example");
    assertThat(found("recipient", BOB)).isEmpty();
    assertThat(found("recipient", name)).containsExactly(mail);
    assertThat(found("recipient", "eve@e.example")).containsExactly(mail);
    assertThat(rows().count(order())).isZero();
  }

  @Test
  default void shouldForgetASenderInAnyCaseOfLetters() {
    var mail = write(MailStory.aMail(1).received("Bob@b.example", "eve@e.example"));

    forgetAll();

    assertThat(found("sender", BOB)).isEmpty();
    assertThat(story(mail).toString()).doesNotContainIgnoringCase("bob");
    assertThat(found("sender", order().nameIn(mail.text(), "Bob@b.example"))).containsExactly(mail);
  }

  @Test
  default void shouldKeepTwoWaysOfWritingApart() {
    var mail = write(MailStory.aMail(1).received("al@a.example", BOB, "Bob@b.example"));

    forgetAll();

    assertThat(story(mail).message().recipients()).hasSize(2);
    assertThat(story(mail).toString()).doesNotContainIgnoringCase("bob");
  }

  @Test
  default void shouldLeaveOthersAndWhatCameLater() {
    var others = write(MailStory.aMail(1).received("al@a.example", "jim.bob@b.example"));
    var later = write(MailStory.aMail(5000).received("al@a.example", BOB));

    assertThat(forgetAll()).isZero();

    assertThat(found("recipient", BOB)).containsExactly(later);
    assertThat(found("recipient", "jim.bob@b.example")).containsExactly(others);
  }

  @Test
  default void shouldGoOnWhereItWasCutOff() {
    int mails = 450;
    IntStream.range(0, mails).forEach(n -> write(MailStory.aMail(n).received("al@a.example", BOB)));

    Step first = rows().forget(order(), "");
    Step again = rows().forget(order(), "");
    Step rest = rows().forget(order(), again.place());

    assertThat(first.finished()).isFalse();
    assertThat(first.changed() + again.changed() + rest.changed()).isEqualTo(mails);
    assertThat(rest.finished()).isTrue();
    assertThat(found("recipient", BOB)).isEmpty();
  }

  @Test
  default void shouldTakeTheAddressOutOfRepliesAboutOthers() {
    var mail = write(MailStory.aMail(1).received("al@a.example", BOB, "eve@e.example"));
    write(MailStory.aMail(1).next().delivered("eve@e.example", "250 2.0.0 taken, as " + BOB));

    forgetAll();

    assertThat(story(mail).toString()).doesNotContainIgnoringCase("bob").contains("taken, as");
  }

  @Test
  default void shouldTellWhichMailsAreOpen() {
    var open = write(MailStory.aMail(1).received("al@a.example", BOB));
    write(MailStory.aMail(2).received("al@a.example", BOB).delivered(BOB));
    var sent = write(MailStory.aMail(3).received(BOB, "eve@e.example"));
    write(MailStory.aMail(4).received("al@a.example", "eve@e.example"));
    var mails = new OpenMails(database());

    OpenMails.Found found = mails.open(order(), 1);

    assertThat(found.first()).containsExactly(open);
    assertThat(found.count()).isEqualTo(2);
    assertThat(mails.open(order(), 9).first()).containsExactly(open, sent);
  }

  @Test
  default void shouldTellWhetherSomethingHappenedJustNow() {
    write(MailStory.aMail(2).received("al@a.example", BOB).delivered(BOB));
    var mails = new OpenMails(database());

    assertThat(mails.open(order(), 9).count()).isZero();
    assertThat(mails.isStirring(order(), Instant.parse("2026-01-01T00:00:01Z"))).isTrue();
    assertThat(mails.isStirring(order(), Instant.parse("2026-01-01T00:00:03Z"))).isFalse();
  }

  private ErasedRows rows() {
    return new ErasedRows(database());
  }

  /** Reaches mails up to number 3600. */
  private static ErasureOrder order() {
    return new ErasureOrder(
        "e1", EmailAddress.parse(BOB), Instant.parse("2026-01-01T01:00:00Z"), "secret");
  }

  private long forgetAll() {
    long changed = 0;
    Step step = Step.on(0, "");
    while (!step.finished()) {
      step = rows().forget(order(), step.place());
      changed += step.changed();
    }
    return changed;
  }

  private QueueId write(MailStory mail) {
    var fold = new MessageFold();
    mail.tellInFull(fold);
    new ViewWriter(database(), "node", 100_000).write(fold.changes(), "1:1");
    return mail.id();
  }

  private MessageStory story(QueueId mail) {
    return new DatabaseMessageView(database()).story(mail).orElseThrow();
  }

  private List<QueueId> found(String field, String value) {
    MessageQuery query = new MessageQueryReader(Map.of(field, value)::get).read();
    return new DatabaseMessageView(database())
        .find(query).messages().stream().map(MessageRow::id).toList();
  }
}
