// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IEscrowBuffer } from "../interfaces/IEscrowBuffer.sol";
import { IStakerSelector } from "../interfaces/IStakerSelector.sol";
import { EscrowTasks } from "../libraries/EscrowTasks.sol";
import { DepositState } from "../types/BridgeTypes.sol";
import { DepositDraws } from "./DepositDraws.sol";

/// @title From the queue to an offer, and from the offer to a draw
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositQueue is DepositDraws {
    /// @notice Seconds for which an offer stands.
    uint256 public constant OFFER_PERIOD = 1 days;

    /// @inheritdoc IEntanglementManager
    function drainDeposits() external {
        // Nobody could accept it: the offer would only run down.
        _checkOpen(_requestRules);
        IEscrowBuffer buffer = IEscrowBuffer(escrow);
        buffer.skip(EscrowTasks.DEPOSIT_QUEUE, 0);
        (uint256 place, uint256 reqId,, uint256 sats) = buffer.firstAt(EscrowTasks.DEPOSIT_QUEUE, 0);
        if (place == 0) {
            if (buffer.levelAt(EscrowTasks.DEPOSIT_QUEUE, 0) == 0) revert EntanglementManager_QueueEmpty();
            // More gaps than one call may skip: the next call goes on from here.
            return;
        }
        uint64 available = IStakerSelector(selector).available();
        uint64 needed = uint64(sats) + _clock.offeredSats;
        if (available < needed) revert EntanglementManager_NothingFree(available, needed);

        (uint256 shiftSeconds,,) = haltShift();
        Share storage part = _shares[reqId][0];
        uint256 until = block.timestamp + OFFER_PERIOD;
        part.state = DepositState.Offered;
        part.deadlineTime = uint40(until - shiftSeconds);
        _clock.offeredSats += uint56(sats);
        emit DepositOffered(reqId, until);
        buffer.fillAt(EscrowTasks.DEPOSIT_QUEUE, 0, place, sats);
    }

    /// @inheritdoc IEntanglementManager
    function acceptDeposit(uint256 reqId) external payable nonReentrant {
        uint256 bondWei = _accept(reqId);
        if (msg.value > bondWei) _send(msg.sender, msg.value - bondWei);
    }

    /// @inheritdoc IEntanglementManager
    function cancelQueued(uint256 reqId) external {
        Share storage part = _known(reqId, 0);
        _checkRequester(reqId);
        DepositState state = part.state;
        if (state == DepositState.Offered) {
            _clock.offeredSats -= uint56(part.sats);
        } else if (state == DepositState.Queued) {
            IEscrowBuffer(escrow).removeAt(EscrowTasks.DEPOSIT_QUEUE, 0, part.deadlineTime);
        } else {
            revert EntanglementManager_WrongState(reqId, 0, state);
        }
        _cancel(reqId, part);
    }

    /// @inheritdoc IEntanglementManager
    function lapseDeposit(uint256 reqId) external {
        Share storage part = _inState(reqId, DepositState.Offered);
        uint256 until = _until(part);
        if (block.timestamp <= until) revert EntanglementManager_OfferTime(until);
        _clock.offeredSats -= uint56(part.sats);
        _cancel(reqId, part);
    }

    /// @inheritdoc IEntanglementManager
    function depositQueue() external view returns (uint256 reqId, uint64 queuedSats, uint64 offeredSats) {
        (, reqId,,) = IEscrowBuffer(escrow).firstAt(EscrowTasks.DEPOSIT_QUEUE, 0);
        queuedSats = uint64(IEscrowBuffer(escrow).levelAt(EscrowTasks.DEPOSIT_QUEUE, 0));
        offeredSats = _clock.offeredSats;
    }

    function _accept(uint256 reqId) private returns (uint256 bondWei) {
        Share storage part = _inState(reqId, DepositState.Offered);
        _checkRequester(reqId);
        RequestRules memory rules = _requestRules;
        _checkOpen(rules);
        uint256 until = _until(part);
        if (block.timestamp > until) revert EntanglementManager_OfferTime(until);
        uint64 sats = part.sats;
        _clock.offeredSats -= uint56(sats);
        uint256 bondBps;
        uint256 tipHeight;
        (bondBps, bondWei, tipHeight) = _hold(reqId, sats, rules);
        // Both clocks begin here, as they do with a request.
        part.requestHeight = uint24(tipHeight);
        part.deadlineHeight = uint24(tipHeight + rules.depositPeriodBlocks);
        part.deadlineTime = rules.depositPeriodSeconds;
        part.bondBps = uint16(bondBps);
        part.state = DepositState.Requested;
        emit DepositAccepted(reqId, bondWei, tipHeight, tipHeight + REFUND_BLOCKS);
    }

    function _cancel(uint256 reqId, Share storage part) private {
        part.state = DepositState.Cancelled;
        part.deadlineTime = 0;
        emit DepositCancelled(reqId);
    }

    function _until(Share storage part) internal view returns (uint256) {
        (uint256 shiftSeconds,,) = haltShift();
        return part.deadlineTime + shiftSeconds;
    }
}
