package relay.ejb.feedback;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import relay.domain.automation.MailingLists;
import relay.domain.feedback.event.SentMail;
import relay.domain.feedback.event.SentMails;
import relay.domain.journal.EventField;
import relay.domain.journal.EventJson;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;

/** What the message view has of the mails we sent. Thread-safe. */
final class RecordedMails implements SentMails {
  private final MessageView view;
  private final MailingLists lists;
  private final EventJson json = new EventJson();

  RecordedMails(MessageView view, MailingLists lists) {
    this.view = view;
    this.lists = lists;
  }

  @Override
  public Optional<SentMail> find(QueueId id) {
    return view.story(id)
        .map(
            story -> {
              MailOwner owner = story.message().reception().owner();
              return new SentMail(id, owner, recipients(story), lists.of(owner, id).orElse(""));
            });
  }

  /** As RECEIVED lists them: their order is what tokens count by. */
  private List<String> recipients(MessageStory story) {
    for (String line : story.events()) {
      if (line.contains(EventType.RECEIVED.name())) {
        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
        MailEvent event = json.read(octets, 0, octets.length).event();
        if (event.type() == EventType.RECEIVED
            && event.details().get(EventField.RECIPIENTS) instanceof List<?> all) {
          return all.stream().map(Object::toString).toList();
        }
      }
    }
    return List.of();
  }
}
