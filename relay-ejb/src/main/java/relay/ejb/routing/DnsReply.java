package relay.ejb.routing;

import org.xbill.DNS.Message;
import relay.domain.routing.AnswerSecurity;

/**
 * What came of one question to the resolvers.
 *
 * @param message null when nobody gave one that can be used
 * @param security why there is none, or how far the message can be believed
 */
record DnsReply(Message message, AnswerSecurity security) {
  static DnsReply none(String problem) {
    return new DnsReply(null, AnswerSecurity.unknown(problem));
  }

  static DnsReply unchecked(Message message) {
    return new DnsReply(message, AnswerSecurity.UNCHECKED);
  }

  DnsReply with(AnswerSecurity judged) {
    return new DnsReply(message, judged);
  }
}
