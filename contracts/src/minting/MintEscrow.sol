// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { DepositState } from "../types/BridgeTypes.sol";
import { MintProofs } from "./MintProofs.sol";

/// @title What waits is minted in its turn, or given up; a partial payment is made final
/// @dev See `IDepositMinter` for what it promises.
abstract contract MintEscrow is MintProofs {
    /// @dev most entries that one drain gives up before it mints
    uint256 private constant MAX_VOIDS = 10;

    /// @inheritdoc IDepositMinter
    function finalisePartial(uint256 reqId, uint8 share) external {
        Claim memory claim = _liveClaim(reqId, share);
        DepositState state = claim.at.state;
        if (msg.sender != claim.at.requester) revert DepositMinter_NotRequester(msg.sender, claim.at.requester);
        if (state != DepositState.Assigned && state != DepositState.Expired) {
            revert DepositMinter_WrongState(reqId, share, state);
        }
        uint64 sats = claim.at.sats;
        if (claim.sums.paid == 0) revert DepositMinter_NothingPartial(0, sats);
        uint64 due = _due(claim);
        if (due == 0) revert DepositMinter_RefundWindowNear(claim.tipHeight, claim.at.refundHeight);
        uint64 released = state == DepositState.Assigned ? sats - due : 0;
        emit DepositFinalised(reqId, share, due, released);
        claim.at.sats = due;
        if (released != 0) IStakerRegistry(registry).release(claim.at.stakerId, released);
        // The bond is cut here; what becomes of the share is settled below.
        IEntanglementManager(bridge).settleShare(reqId, share, state, due);
        _mintOrWait(claim, state == DepositState.Assigned ? due : 0);
    }

    /// @inheritdoc IDepositMinter
    function drainEscrow(address staker) external {
        uint256 ledger = staker == address(0) ? 0 : IStakerRegistry(registry).stakerOf(staker).id;
        if (staker != address(0) && ledger == 0) revert DepositMinter_NothingEscrowed(staker);
        _buffer().skip(TASK, ledger);
        for (uint256 i; i < MAX_VOIDS; ++i) {
            (uint256 place, uint256 reqId, uint8 share,) = _buffer().firstAt(TASK, ledger);
            if (place == 0) {
                if (i == 0 && _buffer().levelAt(TASK, ledger) == 0) revert DepositMinter_NothingEscrowed(staker);
                return;
            }
            Claim memory claim = _liveClaim(reqId, share);
            uint64 due = _due(claim);
            if (due != 0) {
                uint64 most = _drainable(claim, due);
                if (most != 0) return _drain(claim, due, most);
                // What was given up before stays so.
                if (i == 0) revert DepositMinter_StillWaiting(reqId, share, due, _mintable());
                return;
            }
            _giveUp(claim);
        }
    }

    /// @inheritdoc IDepositMinter
    function voidEscrow(uint256 reqId, uint8 share) external {
        Claim memory claim = _claim(reqId, share);
        if (claim.sums.place == 0) revert DepositMinter_WrongState(reqId, share, claim.at.state);
        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        _setHeight(claim, tipHeight);
        uint64 due = _due(claim);
        if (due != 0) revert DepositMinter_StillWaiting(reqId, share, due, _mintable());
        _giveUp(claim);
    }

    /// @dev Whole entries only, unless one is above the whole limit and can never fit, or its staker took the coin: then nobody
    /// else can ever have it, and what has room is minted, so that a large one is not before the others for ever.
    /// @return most what of it can be minted now, 0 when it must wait
    function _drainable(Claim memory claim, uint64 due) private view returns (uint64 most) {
        most = due;
        uint64 reserved = _reservedLeft(claim);
        if (reserved == 0) {
            // Whoever was promised room and waits for the limit goes first.
            if (_window.waiting != 0) return 0;
            uint64 room = _room(claim);
            if (most > room) {
                uint64 taken = claim.sums.swept > claim.sums.minted ? claim.sums.swept - claim.sums.minted : 0;
                most = taken < room ? taken : room;
            }
        } else if (reserved < most) {
            // Only what is reserved waits for the limit; the rest goes on to its staker's ledger.
            most = reserved;
        }
        uint64 free = _mintable();
        if (most > free) most = most > _rules.mintLimitSats ? free : 0;
    }

    function _drain(Claim memory claim, uint64 due, uint64 most) private {
        uint64 reserved = _reservedLeft(claim);
        (uint256 ledger, uint256 place) = (_ledgerOf(claim), claim.sums.place);
        (,,, uint256 waits) = _buffer().entryAt(TASK, ledger, place);
        if (reserved == 0) {
            _mint(claim, 0, most);
            if (most == due) _leave(claim, ledger, place, due, waits);
            else _buffer().fillAt(TASK, ledger, place, most);
        } else if (most < reserved && most < due) {
            _mint(claim, most, most);
            _buffer().fillAt(TASK, ledger, place, most);
        } else {
            _mint(claim, reserved, most);
            _leave(claim, ledger, place, most, waits);
            --_window.waiting;
            claim.sums.reserved = false;
            if (due != most) _mintUnreserved(claim, due - most);
        }
        // What was not swept of it is the depositor's.
        if (claim.sums.place == 0 && waits > due) emit DepositEscrowed(claim.reqId, claim.share, 0, false, 0);
        if (claim.sums.place == 0) _settle(claim, DepositState.Minted);
        else if (ledger == 0 && !claim.sums.reserved) _settle(claim, DepositState.Minted);
        _save(claim);
    }

    /// @dev Fills what was minted of it and takes out the rest, which can never be minted.
    function _leave(Claim memory claim, uint256 ledger, uint256 place, uint64 filled, uint256 waits) private {
        _buffer().fillAt(TASK, ledger, place, filled);
        if (filled != waits) _buffer().removeAt(TASK, ledger, place);
        claim.sums.place = 0;
    }

    /// @dev The refund window is near and nothing of it was swept: the depositor takes the coin back.
    function _giveUp(Claim memory claim) private {
        uint64 reserved = _reservedLeft(claim);
        _buffer().removeAt(TASK, _ledgerOf(claim), claim.sums.place);
        claim.sums.place = 0;
        if (claim.sums.reserved) {
            --_window.waiting;
            claim.sums.reserved = false;
        }
        if (claim.sums.minted != 0) emit DepositEscrowed(claim.reqId, claim.share, 0, false, 0);
        _settle(claim, claim.sums.minted == 0 ? DepositState.Refundable : DepositState.Minted);
        _save(claim);
        if (reserved != 0) IStakerRegistry(registry).release(claim.at.stakerId, reserved);
    }

    function _reservedLeft(Claim memory claim) private pure returns (uint64) {
        if (!claim.sums.reserved) return 0;
        return claim.at.sats > claim.sums.minted ? claim.at.sats - claim.sums.minted : 0;
    }
}
