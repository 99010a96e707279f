package relay.domain.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.delivery.Origin;
import relay.domain.egress.EgressPool.Selection;
import relay.domain.egress.PoolBinding.Member;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Source;

/**
 * Says where a mail leaves from. Costs a field read while there are no pools. Thread-safe.
 *
 * <p>Mail of a pool never leaves from elsewhere: where none of its sources can be used, it waits.
 */
public final class EgressDesk {
  /** As the settings say. */
  public static final EgressChoice USUAL = new EgressChoice.From(List.of(Source.DEFAULT));

  private final ControlSource objects;
  private final AddressMemory addresses;
  private final RandomGenerator chance;
  private volatile EgressBook book = new EgressBook(ControlState.EMPTY);

  /**
   * @param chance decides among the sources of weighted pools
   */
  public EgressDesk(ControlSource objects, AddressMemory addresses, RandomGenerator chance) {
    this.objects = objects;
    this.addresses = addresses;
    this.chance = chance;
  }

  /** All pools and sources as they are now. */
  public EgressBook book() {
    ControlState state = objects.state();
    EgressBook known = book;
    if (known.state() != state) {
      known = new EgressBook(state);
      book = known;
    }
    return known;
  }

  /** The sources that a mail may leave from, the one to try first in front. */
  public EgressChoice choose(MailOwner owner, ReversePath sender) {
    EgressBook now = book();
    if (now.isEmpty()) {
      return USUAL;
    }
    PoolBinding binding = now.bindingOf(owner, now.hasSenders() ? domainOf(sender) : "");
    if (binding.members() == PoolBinding.DEFAULT.members()) {
      return USUAL;
    }
    List<Member> usable = new ArrayList<>(binding.members().size());
    for (Member member : binding.members()) {
      if (obstacle(member).isEmpty()) {
        usable.add(member);
      }
    }
    if (usable.isEmpty()) {
      return new EgressChoice.Nowhere(refusal(binding));
    }
    return new EgressChoice.From(
        binding.selection() == Selection.ORDERED || usable.size() == 1
            ? usable.stream().map(Member::source).toList()
            : shuffled(usable));
  }

  private static String domainOf(ReversePath sender) {
    return sender.address().flatMap(EmailAddress::domainName).map(DomainName::ascii).orElse("");
  }

  /** Each next one by chance, in proportion to the weights of those that are left. */
  private List<Source> shuffled(List<Member> members) {
    List<Member> left = new ArrayList<>(members);
    List<Source> order = new ArrayList<>(left.size());
    int total = left.stream().mapToInt(Member::weight).sum();
    while (left.size() > 1) {
      int ticket = chance.nextInt(total);
      int at = 0;
      while (ticket >= left.get(at).weight()) {
        ticket -= left.get(at++).weight();
      }
      Member drawn = left.remove(at);
      total -= drawn.weight();
      order.add(drawn.source());
    }
    order.add(left.get(0).source());
    return order;
  }

  /** Why no mail leaves from a source now; empty when it may. */
  public Optional<String> obstacle(Member member) {
    if (member.state() != SourceState.ACTIVE) {
      return Optional.of("is " + Fields.word(member.state()));
    }
    return member.object().flatMap(this::missingAddress);
  }

  private Optional<String> missingAddress(EgressSource source) {
    for (InetAddress address : source.addresses()) {
      if (!addresses.has(address)) {
        return Optional.of(
            "cannot be used: " + address.getHostAddress() + " is no address of this machine");
      }
    }
    return Optional.empty();
  }

  /** Whether this machine has the address; may be ten seconds old. */
  public boolean isHere(InetAddress address) {
    return addresses.has(address);
  }

  /** Sources that shall be used and cannot, each in a sentence. */
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    for (EgressSource source : book().sources()) {
      if (source.state() == SourceState.ACTIVE) {
        missingAddress(source).ifPresent(why -> troubles.add(source.name() + " " + why));
      }
    }
    return troubles;
  }

  private SmtpReply refusal(PoolBinding binding) {
    List<String> why = new ArrayList<>();
    for (Member member : binding.members()) {
      why.add(member.source().name() + " " + obstacle(member).orElse("came back just now"));
    }
    return SmtpReply.local(
        451,
        Origin.OUR_FAULT,
        "no source of egress pool " + binding.pool() + " can be used: " + String.join(", ", why));
  }
}
