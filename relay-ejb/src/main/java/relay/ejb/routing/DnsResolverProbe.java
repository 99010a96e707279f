package relay.ejb.routing;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.ResolverProbe;
import relay.domain.routing.ResolverReply;

/**
 * Asks for the keys of the root zone: each resolver has them in its memory, and no mail is told
 * what it says. Thread-safe.
 *
 * @param validator where the relay validates
 */
record DnsResolverProbe(DnsServers servers, Optional<DnssecValidator> validator)
    implements ResolverProbe {

  @Override
  public List<ResolverReply> keysOfRoot() {
    Message question = question();
    // RFC 6840 5.7: the resolver is to say whether it validated the answer.
    question.getHeader().setFlag(Flags.AD);
    Validation.wantSignatures(question);
    return servers.askEach(question).entrySet().stream()
        .map(each -> reply(each.getKey(), each.getValue()))
        .toList();
  }

  @Override
  public AnswerSecurity validated() {
    return validator.map(each -> each.ask(question()).security()).orElse(AnswerSecurity.UNCHECKED);
  }

  private static Message question() {
    return Message.newQuery(Record.newRecord(Name.root, Type.DNSKEY, DClass.IN));
  }

  private static ResolverReply reply(String server, DnsReply reply) {
    if (reply.message() == null) {
      return ResolverReply.none(server, reply.security().why());
    }
    List<Record> answer = reply.message().getSection(Section.ANSWER);
    if (answer.stream().noneMatch(r -> r.getType() == Type.DNSKEY)) {
      return ResolverReply.none(server, "the answer has no keys in it");
    }
    Optional<ResolverReply.Validity> signature =
        answer.stream()
            .filter(RRSIGRecord.class::isInstance)
            .map(RRSIGRecord.class::cast)
            .filter(r -> r.getTypeCovered() == Type.DNSKEY)
            .map(r -> new ResolverReply.Validity(r.getTimeSigned(), r.getExpire()))
            .findFirst();
    boolean authentic = reply.message().getHeader().getFlag(Flags.AD);
    return ResolverReply.given(server, authentic, signature);
  }
}
