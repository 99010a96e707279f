package relay.domain.verification.spf;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relay.domain.routing.MailExchanger;
import relay.domain.verification.spf.Term.Prefixes;

/** One check, record by record (RFC 7208 4.6 to 6). One thread, one use. */
final class SpfEvaluation {
  /** RFC 7208 4.6.4: a domain with more exchangers is a permerror. */
  private static final int EXCHANGERS_MAX = 10;

  private final SpfSender sender;
  private final SpfQuestions questions;
  private final ProvenNames names;
  private final MacroValues macros;

  SpfEvaluation(SpfSender sender, String receiver, SpfQuestions questions, InstantSource clock) {
    this.sender = sender;
    this.questions = questions;
    this.names = new ProvenNames(sender, questions);
    this.macros = new MacroValues(sender, receiver, clock.instant().getEpochSecond(), names::best);
  }

  /**
   * What one record came to.
   *
   * @param domain whose record it is
   * @param mechanism that matched
   * @param explanation of that record
   */
  private record Outcome(
      SpfResult result,
      String reason,
      String domain,
      Optional<String> mechanism,
      Optional<MacroString> explanation) {}

  SpfVerdict verdict(String domain) {
    Outcome outcome;
    try {
      outcome = check(domain);
    } catch (SpfProblem e) {
      outcome = new Outcome(e.result(), e.getMessage(), domain, Optional.empty(), Optional.empty());
    }
    return new SpfVerdict(
        outcome.result(),
        outcome.reason(),
        outcome.domain(),
        outcome.mechanism(),
        explanation(outcome),
        questions.lookups(),
        questions.voids());
  }

  private Outcome check(String domain) throws SpfProblem {
    Optional<SpfRecord> record = record(domain);
    if (record.isEmpty()) {
      return new Outcome(
          SpfResult.NONE,
          Printable.of(domain) + " has no SPF record",
          domain,
          Optional.empty(),
          Optional.empty());
    }
    for (Directive directive : record.get().directives()) {
      if (matches(directive.term(), domain)) {
        return new Outcome(
            directive.result(),
            AddressText.readable(sender.ip())
                + " matches \""
                + Printable.of(directive.text())
                + "\" of "
                + Printable.of(domain),
            domain,
            Optional.of(directive.text()),
            record.get().explanation());
      }
    }
    if (record.get().redirect().isPresent()) {
      return redirected(record.get().redirect().get(), domain);
    }
    return new Outcome(
        SpfResult.NEUTRAL,
        "nothing in the record of " + Printable.of(domain) + " matches",
        domain,
        Optional.empty(),
        Optional.empty());
  }

  private Outcome redirected(MacroString redirect, String domain) throws SpfProblem {
    questions.countTerm();
    String target = macros.name(redirect, domain);
    Outcome outcome = check(target);
    if (outcome.result() == SpfResult.NONE) {
      throw SpfProblem.permanent(
          Printable.of(domain) + " redirects to " + Printable.of(target) + ", without a record");
    }
    return outcome;
  }

  private Optional<SpfRecord> record(String domain) throws SpfProblem {
    if (!TargetName.isFullyQualified(domain)) {
      return Optional.empty();
    }
    List<String> meant = questions.policies(domain).stream().filter(SpfRecord::isMeant).toList();
    if (meant.size() > 1) {
      throw SpfProblem.permanent(Printable.of(domain) + " has more than one SPF record");
    }
    return meant.isEmpty() ? Optional.empty() : Optional.of(SpfRecord.parse(meant.get(0)));
  }

  private boolean matches(Term term, String domain) throws SpfProblem {
    if (term instanceof Term.All) {
      return true;
    }
    if (term instanceof Term.Network network) {
      byte[] client = sender.ip().getAddress();
      byte[] block = network.address().getAddress();
      return network.bits() >= 0
          && client.length == block.length
          && Prefixes.sameStart(client, block, network.bits());
    }
    questions.countTerm();
    if (term instanceof Term.Include include) {
      return isIncluded(macros.name(include.domain(), domain));
    }
    if (term instanceof Term.Hosts hosts) {
      return isAddressOf(target(hosts.domain(), domain), hosts.prefixes());
    }
    if (term instanceof Term.Exchangers exchangers) {
      return isExchangerOf(target(exchangers.domain(), domain), exchangers.prefixes());
    }
    if (term instanceof Term.Names named) {
      return names.hasOneUnder(target(named.domain(), domain));
    }
    // Always A records, whatever the client's family (5.7).
    String name = macros.name(((Term.Exists) term).domain(), domain);
    return !questions.addresses(name, true).isEmpty();
  }

  private String target(Optional<MacroString> named, String domain) {
    return named.map(text -> macros.name(text, domain)).orElse(domain);
  }

  /** The table of 5.2. */
  private boolean isIncluded(String target) throws SpfProblem {
    Outcome outcome = check(target);
    return switch (outcome.result()) {
      case PASS -> true;
      case NONE ->
          throw SpfProblem.permanent("the included " + Printable.of(target) + " has no SPF record");
      default -> false;
    };
  }

  private boolean isAddressOf(String host, Prefixes prefixes) throws SpfProblem {
    for (InetAddress address : questions.addresses(host, sender.isIpv4())) {
      if (prefixes.match(address, sender.ip())) {
        return true;
      }
    }
    return false;
  }

  private boolean isExchangerOf(String domain, Prefixes prefixes) throws SpfProblem {
    List<MailExchanger> exchangers = questions.exchangers(domain);
    if (exchangers.size() > EXCHANGERS_MAX) {
      throw SpfProblem.permanent(
          Printable.of(domain) + " has more than " + EXCHANGERS_MAX + " mail exchangers");
    }
    for (MailExchanger exchanger : exchangers) {
      if (isAddressOf(exchanger.host(), prefixes)) {
        return true;
      }
    }
    return false;
  }

  /** Whatever is wrong with an explanation, there is none then, and the result stays (6.2). */
  private Optional<String> explanation(Outcome outcome) {
    if (outcome.result() != SpfResult.FAIL || outcome.explanation().isEmpty()) {
      return Optional.empty();
    }
    String name = macros.name(outcome.explanation().get(), outcome.domain());
    Optional<String> text = questions.explanation(name);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(macros.expand(MacroString.explanation(text.get()), outcome.domain()));
    } catch (SpfProblem broken) {
      return Optional.empty();
    }
  }
}
