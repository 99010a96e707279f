package relay.domain.traffic;

import relay.domain.delivery.Origin;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.smtp.SmtpReply;

/** What an attempt tells about the destination's hosts. */
public enum Reach {
  /** A server spoke to us. */
  REACHED,
  /** None did. */
  UNREACHED,
  /** Nothing was learned: the attempt failed for reasons of ours, or the domain takes no mail. */
  UNKNOWN;

  public static Reach of(TransmissionReport report) {
    Reach reach = UNKNOWN;
    for (RecipientReply said : report.replies()) {
      if (!said.reply().local() || said.stage().compareTo(Stage.EHLO) >= 0) {
        return REACHED;
      }
      if (said.reply().isTemporary() && !isOurFault(said.reply())) {
        reach = UNREACHED;
      }
    }
    return reach;
  }

  private static boolean isOurFault(SmtpReply reply) {
    return reply.status().filter(s -> s.toString().equals(Origin.OUR_FAULT)).isPresent();
  }
}
