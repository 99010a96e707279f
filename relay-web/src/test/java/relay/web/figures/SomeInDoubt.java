package relay.web.figures;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import relay.domain.mail.QueueId;
import relay.domain.queue.InDoubtMail;
import relay.domain.queue.InDoubtMails;

/** So many mails in doubt, none of which can be seen. */
record SomeInDoubt(long number) implements InDoubtMails {

  @Override
  public List<InDoubtMail> list(Optional<QueueId> mail, int most) {
    return List.of();
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.of(number);
  }
}
