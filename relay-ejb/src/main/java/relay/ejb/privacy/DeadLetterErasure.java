package relay.ejb.privacy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import relay.domain.deadletter.DeadLetter;
import relay.domain.deadletter.DeadLetterBox;
import relay.domain.deadletter.DeadMail;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore;

/**
 * The dead letters of this node's broker forget an address: those from it, to it, or with it in
 * their text are removed. Mail that is not ended yet makes the erasure wait before it comes here.
 */
final class DeadLetterErasure implements PersonalStore {
  private static final int LETTERS_MAX = 10_000;
  private static final int CONTENT_OCTETS_MAX = 1 << 20;
  private final DeadLetterBox box;

  DeadLetterErasure(DeadLetterBox box) {
    this.box = box;
  }

  @Override
  public String name() {
    return "dead-letters";
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public long count(ErasureOrder order) {
    return letters(order).size();
  }

  @Override
  public Step forget(ErasureOrder order, String place) {
    long removed = letters(order).stream().filter(box::remove).count();
    return Step.finished(removed, place);
  }

  private List<DeadLetter> letters(ErasureOrder order) {
    return box.list(LETTERS_MAX).stream()
        .filter(letter -> letter.since().map(at -> at.isBefore(order.before())).orElse(true))
        .filter(letter -> isAbout(order, letter))
        .toList();
  }

  private boolean isAbout(ErasureOrder order, DeadLetter letter) {
    if (letter.mail().isPresent()) {
      return isAbout(order, letter.mail().get());
    }
    return letter.properties().values().stream().anyMatch(order::isIn)
        || box.content(letter.id(), CONTENT_OCTETS_MAX)
            .map(content -> new String(content.octets(), StandardCharsets.UTF_8))
            .filter(order::isIn)
            .isPresent();
  }

  private static boolean isAbout(ErasureOrder order, DeadMail mail) {
    return order.reaches(mail.entry().mail())
        && (order.isAbout(mail.envelope().sender().toString())
            || mail.envelope().recipients().stream()
                .anyMatch(recipient -> order.isAbout(recipient.address().toString())));
  }
}
