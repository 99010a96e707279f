package relay.domain.routing;

import java.util.HashMap;
import java.util.Map;
import relay.domain.mail.DomainName;

/** Says the same of all answers that it is not told otherwise about. */
public final class FakeWitness implements DnssecWitness {
  private final Map<String, AnswerSecurity> answers = new HashMap<>();
  private AnswerSecurity usual = AnswerSecurity.SECURE;

  public FakeWitness usually(AnswerSecurity security) {
    usual = security;
    return this;
  }

  /**
   * @param question such as {@code MX example.org}, {@code addresses mx.example.org}, {@code TLSA
   *     mx.example.org}
   */
  public FakeWitness says(String question, AnswerSecurity security) {
    answers.put(question, security);
    return this;
  }

  @Override
  public AnswerSecurity mailExchangers(DomainName domain) {
    return answers.getOrDefault("MX " + domain, usual);
  }

  @Override
  public AnswerSecurity addresses(DomainName host) {
    return answers.getOrDefault("addresses " + host, usual);
  }

  @Override
  public AnswerSecurity tlsa(DomainName host, int port) {
    return answers.getOrDefault("TLSA " + host, usual);
  }
}
