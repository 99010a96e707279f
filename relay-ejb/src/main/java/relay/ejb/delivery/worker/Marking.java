package relay.ejb.delivery.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.identity.ReturnPaths;
import relay.domain.identity.UnsubscribeFields;
import relay.domain.mail.DomainName;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Recipient;
import relay.domain.queue.EntryId;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.Route;

/**
 * Gives each recipient of a mail the return path and the header field that tell him, at the first
 * touch and before anything is signed. Thread-safe.
 */
final class Marking {
  private static final int HEADER_OCTETS_MAX = 64 << 10;
  private static final int HEADER_FIELDS_MAX = 1000;
  private final ReturnPaths paths;

  Marking(ReturnPaths paths) {
    this.paths = paths;
  }

  /**
   * At which domain this mail is to be marked; empty: not at all. Only a mail that nobody has
   * touched still has all the recipients by whose places tokens tell them.
   */
  Optional<DomainName> domain(QueuedMail mail) {
    EntryId entry = mail.entry();
    return mail.signed() || entry.part() > 0 || entry.attempts() > 0
        ? Optional.empty()
        : paths.domain(mail.owner(), mail.lane(), mail.envelope().sender());
  }

  /**
   * The mail for one recipient, marked; where its stream wants that, with the fields by which he
   * unsubscribes.
   *
   * @param place of the recipient in the whole mail
   */
  QueuedMail marked(QueuedMail mail, int place, DomainName domain) throws IOException {
    ReturnPaths.Mark mark = paths.mark(mail.entry().mail(), place, domain);
    byte[] fields = mark.field();
    Optional<byte[]> unsubscribe = paths.unsubscribeFields(mail.owner(), mail.lane(), mark);
    if (unsubscribe.isPresent() && !offersItself(mail)) {
      byte[] more = unsubscribe.get();
      fields = Arrays.copyOf(fields, fields.length + more.length);
      System.arraycopy(more, 0, fields, mark.field().length, more.length);
    }
    return mail.returning(mark.returnPath(), mail.content().after(fields));
  }

  /** An application that has its own way to unsubscribe keeps it: two would contradict. */
  private static boolean offersItself(QueuedMail mail) throws IOException {
    var header = HeaderSection.of(mail.content(), HEADER_OCTETS_MAX, HEADER_FIELDS_MAX);
    return header.count(UnsubscribeFields.FIELD) + header.count(UnsubscribeFields.POST_FIELD) > 0;
  }

  /** The same ways for each recipient alone, in the order of the recipients. */
  static Passage singly(Passage passage, List<Recipient> recipients) {
    Map<Recipient, Route> ways = new IdentityHashMap<>();
    for (Route route : passage.routes()) {
      route.recipients().forEach(recipient -> ways.put(recipient, route));
    }
    List<Route> each = new ArrayList<>(recipients.size());
    for (Recipient recipient : recipients) {
      each.add(new Route(ways.get(recipient).hop(), List.of(recipient)));
    }
    return new Passage(each);
  }
}
