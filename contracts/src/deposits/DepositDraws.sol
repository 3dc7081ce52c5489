// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IEscrowBuffer } from "../interfaces/IEscrowBuffer.sol";
import { IStakerSelector } from "../interfaces/IStakerSelector.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { EscrowTasks } from "../libraries/EscrowTasks.sol";
import { DepositState } from "../types/BridgeTypes.sol";
import { Placed } from "../types/DrawTypes.sol";
import { DepositRequests } from "./DepositRequests.sol";

/// @title From the draw to the shares
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositDraws is DepositRequests {
    /// @notice Bitcoin blocks after the deadline in which a payment on time can still be proven.
    uint256 public constant EXPIRY_MARGIN_BLOCKS = 36;
    /// @dev stands in `deadlineHeight` while a draw that was committed again is open; no Bitcoin height in 300 years
    uint24 private constant RECOMMITTED = type(uint24).max;

    /// @inheritdoc IEntanglementManager
    function resolveDeposit(uint256 reqId) external {
        Share storage part = _inState(reqId, DepositState.Requested);
        (uint256 shiftSeconds, uint256 shiftBlocks,) = haltShift();
        (uint256 deadlineHeight, bool late) = _deadlineHeight(part, shiftSeconds != 0);
        (bool resolved, Placed[] memory placed) = IStakerSelector(selector).resolveDraw(reqId, part.sats, !late);
        if (!resolved) {
            // The seed was out of reach: this draw and those behind it are committed again and resolved later.
            uint256[] memory again = IStakerSelector(selector).drawsOf(block.number);
            for (uint256 i; i < again.length; ++i) {
                _shares[again[i]][0].deadlineHeight = RECOMMITTED;
            }
        } else if (placed.length == 0) {
            _notPlaced(reqId, part);
        } else {
            part.deadlineHeight = uint24(deadlineHeight - shiftBlocks);
            part.deadlineTime = uint40(block.timestamp + part.deadlineTime - shiftSeconds);
            _assign(reqId, part, placed, shiftSeconds, shiftBlocks);
        }
    }

    function _assign(
        uint256 reqId,
        Share storage first,
        Placed[] memory placed,
        uint256 shiftSeconds,
        uint256 shiftBlocks
    ) private {
        Share memory part = first;
        part.state = DepositState.Assigned;
        part.flags = _withCount(part.flags, placed.length);
        for (uint256 i; i < placed.length; ++i) {
            part.sats = uint48(placed[i].sats);
            part.stakerId = uint24(placed[i].stakerId);
            _shares[reqId][i] = part;
            emit DepositAssigned(
                reqId,
                uint8(i),
                placed[i].staker,
                part.sats,
                part.deadlineTime + shiftSeconds,
                part.deadlineHeight + shiftBlocks
            );
        }
    }

    /// @dev Its bond goes back to the requester: with the request when that ends, by its balance when it waits on. A queue
    /// that is full must not stop the draw, and with it all that come after.
    function _notPlaced(uint256 reqId, Share storage part) private {
        bool waits = part.flags & ALLOW_QUEUE != 0 && IEscrowBuffer(escrow).fits(EscrowTasks.DEPOSIT_QUEUE, part.sats);
        if (!waits) {
            part.state = DepositState.Cancelled;
            emit DepositCancelled(reqId);
            return;
        }
        _addBalance(_requests[reqId].requester, reqId, BridgeAccounting.bondWei(part.sats, part.bondBps));
        _enqueue(reqId, part);
    }

    /// @dev A draw that is resolved in its first window counts its Bitcoin clock from the request's height, a few blocks
    /// ago at most. One that was committed again, or was open in a halt, may be far behind, so there the relay is asked.
    /// @return deadlineHeight Bitcoin height of the deadline if the share is assigned now
    /// @return late true when the payer would not have the whole period before the refund window nears
    function _deadlineHeight(Share storage part, bool shifted)
        private
        view
        returns (uint256 deadlineHeight, bool late)
    {
        deadlineHeight = part.deadlineHeight;
        if (shifted || deadlineHeight == RECOMMITTED) {
            deadlineHeight = _tipHeight() + _requestRules.depositPeriodBlocks;
        }
        late = deadlineHeight + EXPIRY_MARGIN_BLOCKS + REFUND_MARGIN_BLOCKS > _refundHeight(part);
    }
}
