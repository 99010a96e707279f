package relay.domain.egress;

import java.util.List;
import relay.domain.brake.BrakeScope;
import relay.domain.brake.MailTraits;
import relay.domain.egress.PoolBinding.Member;
import relay.domain.mail.MailOwner;

/** Tells brakes which mail may leave from which sources. Asks memory alone; thread-safe. */
public final class LeavingMail {
  private final EgressDesk desk;

  public LeavingMail(EgressDesk desk) {
    this.desk = desk;
  }

  /**
   * Names of the sources that a mail may leave from now, in the order of its pool; all of its pool
   * where none of them can be used. The next hop is not asked: mail that stays on this machine is
   * told the sources it would leave from otherwise.
   */
  public List<String> sourcesOf(MailTraits mail) {
    MailOwner owner = new MailOwner(mail.tenant(), mail.stream(), "");
    List<Member> members = desk.book().bindingOf(owner, mail.senderDomain()).members();
    List<Member> usable = members.stream().filter(m -> desk.obstacle(m).isEmpty()).toList();
    return (usable.isEmpty() ? members : usable).stream().map(m -> m.source().name()).toList();
  }

  /** Mail that may leave from a source, and perhaps some more; empty when there is none. */
  public List<BrakeScope> of(String source) {
    return desk.book().mailOf(source);
  }
}
