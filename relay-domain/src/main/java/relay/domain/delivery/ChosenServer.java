package relay.domain.delivery;

import relay.domain.routing.NextHop;
import relay.domain.smtp.SmtpReply;

/**
 * What a refusal means that comes before any mail, from a server that the operator chose: a target
 * or route that lets us in no more (554 as greeting, 5xx to EHLO). A mail exchanger speaks for its
 * domain by that, and the mail ends (RFC 5321 3.1). A server of ours says nothing about the
 * recipients: its refusal is the operator's to mend, like that of a login, and the mail waits or
 * goes by another target.
 */
public final class ChosenServer {
  private ChosenServer() {}

  /** The reply to judge a mail by, which is the one given unless it is such a refusal. */
  public static SmtpReply verdict(NextHop hop, Stage stage, SmtpReply reply) {
    boolean isChosen = hop instanceof NextHop.Smarthosts || hop instanceof NextHop.LmtpServers;
    boolean isRefusal =
        reply.isPermanent() && !reply.local() && (stage == Stage.GREETING || stage == Stage.EHLO);
    return isChosen && isRefusal
        ? SmtpReply.local(451, "4.7.1", "the server lets us in no more: " + reply)
        : reply;
  }
}
