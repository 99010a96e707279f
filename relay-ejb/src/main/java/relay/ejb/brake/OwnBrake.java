package relay.ejb.brake;

import relay.domain.audit.Actor;
import relay.domain.brake.Brake;

/**
 * A brake, or the end of one, that this node alone knows of.
 *
 * @param by who set or lifted it, for the audit
 */
record OwnBrake(Brake brake, Actor by) {}
