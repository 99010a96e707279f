package relay.domain.verification.dmarc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import relay.domain.routing.LookupResult;
import relay.domain.verification.RecordLookup;
import relay.domain.verification.dmarc.PolicySearch.NoAnswer;
import relay.domain.verification.dmarc.PolicySearch.Published;

/**
 * Answers whether the author's domain stands behind a mail (RFC 9989 5.3). Thread-safe. Never
 * throws for what the DNS says.
 */
public final class DmarcCheck {
  private final RecordLookup dns;
  private final Optional<PublicSuffixes> suffixes;

  /**
   * @param suffixes to look for policies as RFC 7489 has it; empty: the tree walk of RFC 9989
   */
  public DmarcCheck(RecordLookup dns, Optional<PublicSuffixes> suffixes) {
    this.dns = dns;
    this.suffixes = suffixes;
  }

  /**
   * Asks now. For several domains in From each is checked, and the worst verdict counts: a mail
   * passes when all its authors stand behind it.
   */
  public DmarcVerdict check(Authors authors, Authenticated proven) {
    PolicySearch search =
        suffixes.<PolicySearch>map(list -> new SuffixSearch(dns, list)).orElse(new TreeWalk(dns));
    if (authors.problem().isPresent()) {
      return verdict(DmarcResult.PERMERROR, authors.problem().get(), "", search.method());
    }
    return authors.domains().stream()
        .map(author -> check(author, proven, search))
        .max(Comparator.comparing(DmarcVerdict::result).thenComparing(DmarcVerdict::disposition))
        .orElseThrow();
  }

  private DmarcVerdict check(String author, Authenticated proven, PolicySearch search) {
    try {
      Optional<Published> published = search.policyFor(author);
      if (published.isEmpty()) {
        return verdict(DmarcResult.NONE, author + " has no DMARC record", author, search.method());
      }
      if (!published.get().record().isUsable()) {
        return verdict(
            DmarcResult.NONE,
            "the DMARC record of " + published.get().domain() + " names no known policy",
            author,
            search.method());
      }
      return judge(author, published.get(), proven, search);
    } catch (NoAnswer e) {
      return verdict(DmarcResult.TEMPERROR, e.getMessage(), author, search.method());
    }
  }

  private DmarcVerdict judge(
      String author, Published published, Authenticated proven, PolicySearch search)
      throws NoAnswer {
    DmarcRecord record = published.record();
    List<String> aligned = new ArrayList<>();
    for (String signer : proven.signers()) {
      if (isAligned(signer, author, record.strictDkim(), search)) {
        aligned.add(signer);
      }
    }
    if (proven.sender().isPresent()
        && isAligned(proven.sender().get(), author, record.strictSpf(), search)
        && !aligned.contains(proven.sender().get())) {
      aligned.add(proven.sender().get());
    }
    DmarcPolicy asked =
        published.domain().equals(author)
            ? record.ownPolicy()
            : record.policyBelow(exists(author, search));
    DmarcResult result = result(aligned, proven);
    DmarcPolicy disposition =
        result != DmarcResult.FAIL
            ? DmarcPolicy.NONE
            : record.testing() && suffixes.isEmpty() ? asked.milder() : asked;
    return new DmarcVerdict(
        result,
        reason(result, author, aligned, proven),
        author,
        search.organizationalDomain(author),
        search.method(),
        Optional.of(new DmarcVerdict.Policy(published.domain(), record)),
        asked,
        disposition,
        aligned);
  }

  private static DmarcResult result(List<String> aligned, Authenticated proven) {
    if (!aligned.isEmpty()) {
      return DmarcResult.PASS;
    }
    return proven.waiting() ? DmarcResult.TEMPERROR : DmarcResult.FAIL;
  }

  private static boolean isAligned(
      String proven, String author, boolean strict, PolicySearch search) throws NoAnswer {
    if (proven.equals(author)) {
      return true;
    }
    return !strict
        && search.organizationalDomain(proven).equals(search.organizationalDomain(author));
  }

  /** RFC 9989 3.2: a domain without address and exchanger does not exist; RFC 7489 never asks. */
  private boolean exists(String domain, PolicySearch search) throws NoAnswer {
    return search instanceof SuffixSearch
        || isThere(domain, dns.ipv4(domain))
        || isThere(domain, dns.ipv6(domain))
        || isThere(domain, dns.mailExchangers(domain));
  }

  private static boolean isThere(String domain, LookupResult<?> answer) throws NoAnswer {
    if (answer instanceof LookupResult.TemporaryFailure<?> failure) {
      throw new NoAnswer("no answer about " + domain + ": " + failure.problem());
    }
    return answer instanceof LookupResult.Found<?>;
  }

  private static String reason(
      DmarcResult result, String author, List<String> aligned, Authenticated proven) {
    if (result == DmarcResult.PASS) {
      return "proven for " + String.join(", ", aligned) + ", which belongs to " + author;
    }
    if (result == DmarcResult.TEMPERROR) {
      return "SPF or DKIM got no answer from the DNS, so " + author + " may still be proven";
    }
    List<String> others = new ArrayList<>(proven.signers());
    proven.sender().filter(s -> !others.contains(s)).ifPresent(others::add);
    return others.isEmpty()
        ? "neither SPF nor DKIM proves any domain"
        : "proven for " + String.join(", ", others) + ", which does not belong to " + author;
  }

  private static DmarcVerdict verdict(
      DmarcResult result, String reason, String author, String method) {
    return new DmarcVerdict(
        result,
        reason,
        author,
        author,
        method,
        Optional.empty(),
        DmarcPolicy.NONE,
        DmarcPolicy.NONE,
        List.of());
  }
}
