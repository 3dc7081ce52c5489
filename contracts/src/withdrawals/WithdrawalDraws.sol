// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IHolderSelector } from "../interfaces/IHolderSelector.sol";
import { IWithdrawalManager } from "../interfaces/IWithdrawalManager.sol";
import { Fifo, FifoLedger } from "../libraries/FifoLedger.sol";
import { SplitRules } from "../libraries/SplitRules.sol";
import { Placed } from "../types/DrawTypes.sol";
import { ShareState } from "../types/WithdrawalTypes.sol";
import { WithdrawalBook } from "./WithdrawalBook.sol";
import { WithdrawalRules } from "./WithdrawalRules.sol";

/// @title From an unplaced part to shares, or to the queue and back
/// @dev See `IWithdrawalManager` for what it promises. The token is this system's own and calls nobody.
abstract contract WithdrawalDraws is WithdrawalBook, WithdrawalRules {
    using FifoLedger for Fifo;
    using SafeERC20 for IERC20;

    /// @dev share numbers end before ff, which marks payments that are no shares; a draw adds at most five
    uint256 private constant MOST_BEFORE_A_DRAW = 245;

    address public immutable holders;
    address public immutable qpBTC;

    Fifo internal _queue;

    constructor(address holders_, address qpBTC_) {
        if (holders_ == address(0) || qpBTC_ == address(0)) revert WithdrawalManager_AddressZero();
        holders = holders_;
        qpBTC = qpBTC_;
    }

    /// @inheritdoc IWithdrawalManager
    function resolveWithdrawal(uint256 reqId) external {
        Withdrawal storage withdrawal = _known(reqId);
        if (!withdrawal.drawing) revert WithdrawalManager_NoDraw(reqId);
        uint64 unplaced = withdrawal.unplaced;
        bool full = _full(withdrawal);
        (bool resolved, Placed[] memory placed, bool feeRefused) = IHolderSelector(holders)
            .resolveDraw(reqId, full ? 0 : unplaced, _minShare(withdrawal), withdrawal.maxFee, withdrawal.avoidId);
        if (!resolved) return;
        withdrawal.drawing = false;
        if (full) return _giveUp(reqId, withdrawal);
        uint64 feeSats = _assign(reqId, withdrawal, placed);
        uint64 left = withdrawal.unplaced;
        if (withdrawal.place != 0) _queue.level -= unplaced - left;

        // Whoever waits for nothing but a higher miner fee gets the tokens back: it can ask anew, and nobody draws in vain again.
        bool refused = feeRefused && placed.length == 0 && withdrawal.place != 0;
        if (withdrawal.place != 0 && (left == 0 || refused)) _leaveQueue(withdrawal);
        if (refused) _return(reqId, withdrawal);
        else if (left != 0) _waits(reqId, withdrawal);
        if (feeSats != 0) IERC20(qpBTC).safeTransfer(IDepositMinter(minter).feeRecipient(), feeSats);
    }

    /// @inheritdoc IWithdrawalManager
    function drainQueue() external {
        _queue.skip();
        uint256 reqId = _queue.first();
        if (reqId == 0) {
            if (_queue.isEmpty()) revert WithdrawalManager_QueueEmpty();
            // More gaps than one call may skip: the next call goes on from here.
            return;
        }
        Withdrawal storage withdrawal = _withdrawals[reqId];
        if (withdrawal.drawing) revert WithdrawalManager_NoDraw(reqId);
        uint64 largest = IHolderSelector(holders).largest();
        (uint64 unplaced, uint64 minShare, uint64 minerFee) =
            (withdrawal.unplaced, _minShare(withdrawal), withdrawal.maxFee);
        // The heaviest carries all of it, or a part that leaves a rest which can be paid; else it would be drawn for in vain.
        if (largest < unplaced && SplitRules.take(unplaced, largest, minShare, minerFee) == 0) {
            revert WithdrawalManager_NothingFree(largest, SplitRules.least(unplaced, minShare, minerFee));
        }
        emit WithdrawalDrained(reqId, unplaced);
        _draw(reqId, withdrawal);
    }

    /// @inheritdoc IWithdrawalManager
    function cancelQueued(uint256 reqId) external {
        Withdrawal storage withdrawal = _owned(reqId);
        // Also while it is drawn for: the draw then places nothing.
        if (withdrawal.place == 0) revert WithdrawalManager_NothingUnplaced(reqId);
        _leaveQueue(withdrawal);
        _return(reqId, withdrawal);
    }

    /// @inheritdoc IWithdrawalManager
    function queue() external view returns (uint256 reqId, uint64 sats) {
        return (_queue.first(), _queue.level);
    }

    /// @dev Draws for what is unplaced now. Stands behind those who wait, unless it was placed before or is drained.
    function _place(uint256 reqId, Withdrawal storage withdrawal, bool waits) internal {
        if (waits && !_queue.isEmpty()) _waits(reqId, withdrawal);
        else _draw(reqId, withdrawal);
    }

    /// @dev A share that is to be drawn again; what is too little for a share, or has no number left, goes back to the owner.
    function _placeAgain(uint256 reqId, Withdrawal storage withdrawal, uint64 sats) internal {
        withdrawal.unplaced += uint56(sats);
        if (withdrawal.place != 0) {
            _queue.level += sats;
        } else if (withdrawal.unplaced < _minShare(withdrawal) || _full(withdrawal)) {
            _return(reqId, withdrawal);
        } else if (!withdrawal.drawing) {
            _draw(reqId, withdrawal);
        }
    }

    /// @dev least that a share may carry: what it pays out is at least dust
    function _minShare(Withdrawal storage withdrawal) internal view returns (uint64) {
        return _rules.dustSats + withdrawal.maxFee;
    }

    function _position(uint256 place) internal view override returns (uint256) {
        if (place == 0) return 0;
        return place < _queue.head ? 1 : place - _queue.head + 1;
    }

    /// @dev Crumbs can take many draws. A draw must never find no number: it would stop all that come after it.
    function _full(Withdrawal storage withdrawal) private view returns (bool) {
        return withdrawal.shareCount > MOST_BEFORE_A_DRAW;
    }

    function _giveUp(uint256 reqId, Withdrawal storage withdrawal) private {
        if (withdrawal.place != 0) _leaveQueue(withdrawal);
        if (withdrawal.unplaced != 0) _return(reqId, withdrawal);
    }

    function _draw(uint256 reqId, Withdrawal storage withdrawal) private {
        withdrawal.drawing = true;
        IHolderSelector(holders).requestDraw(reqId);
    }

    function _assign(uint256 reqId, Withdrawal storage withdrawal, Placed[] memory placed)
        private
        returns (uint64 feeSats)
    {
        if (placed.length == 0) return 0;
        (Share memory part, uint256 deadlineTime, uint256 deadlineHeight) = _newShare();
        (uint64 left, uint64 leftFee) = (withdrawal.unplaced, withdrawal.unplacedFee);
        uint8 share = withdrawal.shareCount;
        for (uint256 i; i < placed.length; ++i) {
            uint64 sats = placed[i].sats;
            // Each share bears its part of the fee, the last what is left of it.
            uint64 fee = sats == left ? leftFee : uint64(uint256(leftFee) * sats / left);
            (left, leftFee, feeSats) = (left - sats, leftFee - fee, feeSats + fee);
            (part.sats, part.fee, part.stakerId) = (uint56(sats), uint56(fee), uint24(placed[i].stakerId));
            _shares[reqId][share] = part;
            emit WithdrawalAssigned(reqId, share, placed[i].staker, sats, fee, deadlineTime, deadlineHeight);
            ++share;
        }
        withdrawal.shareCount = share;
        withdrawal.open += uint8(placed.length);
        (withdrawal.unplaced, withdrawal.unplacedFee) = (uint56(left), uint56(leftFee));
        withdrawal.avoidId = 0;
    }

    /// @dev what all shares of a draw have in common; their deadlines are kept less the shift of halts
    function _newShare() private view returns (Share memory part, uint256 deadlineTime, uint256 deadlineHeight) {
        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        (uint256 shiftSeconds, uint256 shiftBlocks,) = IEntanglementManager(bridge).haltShift();
        deadlineTime = block.timestamp + _rules.periodSeconds;
        deadlineHeight = tipHeight + _rules.periodBlocks;
        part.deadlineTime = uint40(deadlineTime - shiftSeconds);
        part.deadlineHeight = uint24(deadlineHeight - shiftBlocks);
        part.state = ShareState.Pending;
    }

    /// @dev Keeps the place it has, or takes the last.
    function _waits(uint256 reqId, Withdrawal storage withdrawal) private {
        if (withdrawal.place == 0) withdrawal.place = _queue.push(reqId, withdrawal.unplaced);
        emit WithdrawalQueued(reqId, withdrawal.unplaced, withdrawal.unplacedFee, withdrawal.place);
    }

    function _leaveQueue(Withdrawal storage withdrawal) private {
        _queue.remove(withdrawal.place, withdrawal.unplaced);
        withdrawal.place = 0;
    }

    function _return(uint256 reqId, Withdrawal storage withdrawal) private {
        (uint64 sats, uint64 fee) = (withdrawal.unplaced, withdrawal.unplacedFee);
        (withdrawal.unplaced, withdrawal.unplacedFee) = (0, 0);
        emit WithdrawalReturned(reqId, withdrawal.owner, sats, fee);
        IERC20(qpBTC).safeTransfer(withdrawal.owner, uint256(sats) + fee);
    }
}
