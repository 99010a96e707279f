package relay.domain.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.QueueId;
import relay.domain.mail.ReversePath;
import relay.domain.queue.EntryId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueuedMail;
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

/** Dead letters and what is on record of them, for tests. */
public final class Letters {
  public static final Instant NOON = MailBuilder.NOON;
  public static final QueueId MAIL = MailBuilder.ID;

  private Letters() {}

  /** A mail that has made so many attempts. */
  public static DeadMail mail(int attempts, String... recipients) {
    QueuedMail mail = MailBuilder.aMail().to(recipients).build();
    return new DeadMail(
        new EntryId(MAIL, 0, attempts),
        mail.lane(),
        mail.owner(),
        mail.envelope(),
        mail.acceptedAt(),
        mail.expiresAt(),
        Optional.empty(),
        false);
  }

  /** A mail that its worker gave up on. */
  public static DeadLetter letter(String id, DeadMail mail) {
    return new DeadLetter(
        id,
        QueueNames.DEAD_LETTER,
        Optional.of(QueueNames.TRANSACTIONAL),
        "in vain",
        Optional.empty(),
        100,
        "2026a",
        Map.of(),
        Optional.of(mail));
  }

  /** What is no mail, or what a producer handed in. */
  public static DeadLetter unreadable(String id, String queue, String from) {
    return new DeadLetter(
        id,
        queue,
        Optional.of(from).filter(name -> !name.isEmpty()),
        "not a mail",
        Optional.of(NOON),
        7,
        "",
        Map.of("to", "bob@b.example"),
        Optional.empty());
  }

  /** What is on record of one recipient. */
  public static RecipientRow row(String address, RecipientState state, int attempts) {
    return new RecipientRow(
        address, new RecipientChange(state, NOON, attempts, "", "", "", "", Optional.empty()));
  }

  /** What is on record of the mail. */
  public static MessageStory story(RecipientRow... rows) {
    DeadMail mail = mail(0, "bob@b.example");
    return new MessageStory(
        new MessageRow(
            MAIL,
            new Reception(
                NOON,
                ReversePath.parse("alice@sender.example").toString(),
                "Hello",
                "<1@sender.example>",
                100,
                mail.lane().label(),
                "submission",
                "",
                mail.owner()),
            List.of(rows)),
        List.of(),
        true);
  }

  /** A view that knows this story, or nothing when it is null. */
  public static MessageView view(MessageStory story) {
    return new MessageView() {
      @Override
      public MessagePage find(MessageQuery query) {
        return new MessagePage(List.of(), Optional.empty());
      }

      @Override
      public Optional<MessageStory> story(QueueId id) {
        return Optional.ofNullable(story).filter(s -> s.message().id().equals(id));
      }

      @Override
      public List<QueuedCount> queued(int limit) {
        return List.of();
      }
    };
  }
}
