package relay.domain.queue;

import java.util.ArrayList;
import java.util.List;
import relay.domain.mail.Lane;

/**
 * What the queues are called at the broker. The names are part of the product's contract: producers
 * and operators use them, and the broker's limits are set by them.
 */
public final class QueueNames {
  /** One-time passwords. */
  public static final String OTP = "relay.otp";

  /** Ordinary mail. */
  public static final String TRANSACTIONAL = "relay.transactional";

  /** Newsletters. */
  public static final String BULK = "relay.bulk";

  /** Where mail about our mail waits to be read: bounces, complaints, reports. */
  public static final String FEEDBACK = "relay.feedback";

  /** The topic at which applications hear of every event. */
  public static final String EVENTS = "relay.events";

  /** Where one application may read what came back, as events. */
  public static final String FEEDBACK_EVENTS = "relay.feedback.events";

  /** Where JMS producers hand in mail. */
  public static final String SUBMISSION = "relay.submission";

  /** Where JMS producers tell what happened to contacts. */
  public static final String AUTOMATION_EVENTS = "relay.automation.events";

  /** What the broker could not hand over to a worker again and again: always a defect of ours. */
  public static final String DEAD_LETTER = "relay.dead-letter";

  /** What a producer gave a time to live that ended before we saw it. */
  public static final String EXPIRED = "relay.expired";

  /**
   * What a JMS producer handed in and could not be read as a mail or an event; the property reason
   * says why.
   */
  public static final String SUBMISSION_DEAD = "relay.submission.dead";

  /** The waiting rooms: this, the lane, a dot and the seconds every mail stays. */
  public static final String ROOM_PREFIX = "relay.wait.";

  private QueueNames() {}

  /**
   * Whether a queue is the relay's own: no producer may read it, or have events sent there. Of
   * these, producers only send to {@link #SUBMISSION} and {@link #AUTOMATION_EVENTS}.
   */
  public static boolean isOurs(String name) {
    return name.equals("relay") || name.startsWith("relay.");
  }

  /** The room of a lane in which every mail stays for so many seconds. */
  public static String room(Lane lane, long seconds) {
    return ROOM_PREFIX + lane.label() + "." + seconds;
  }

  /** Where mail of a lane waits that a brake holds. */
  public static String held(Lane lane) {
    return ROOM_PREFIX + lane.label() + ".held";
  }

  /** Where waiting mail of a lane goes that is to be looked at as soon as the lane can take it. */
  public static String called(Lane lane) {
    return ROOM_PREFIX + lane.label() + ".called";
  }

  /** All queues in which mail stands: lanes and waiting rooms. */
  public static List<String> ofMail() {
    List<String> queues = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      queues.add(of(lane));
      queues.add(held(lane));
      queues.add(called(lane));
      WaitingRooms.delaysSeconds().forEach(s -> queues.add(room(lane, s)));
    }
    return queues;
  }

  /** The queue of a lane. */
  public static String of(Lane lane) {
    return switch (lane) {
      case OTP -> OTP;
      case TRANSACTIONAL -> TRANSACTIONAL;
      case BULK -> BULK;
    };
  }
}
