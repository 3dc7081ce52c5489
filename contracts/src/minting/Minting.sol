// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IQpBTC } from "../interfaces/IQpBTC.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { EscrowTasks } from "../libraries/EscrowTasks.sol";
import { DepositState } from "../types/BridgeTypes.sol";
import { MintBook } from "./MintBook.sol";

/// @title What is paid is minted, or waits
/// @dev See `IDepositMinter` for what it promises.
abstract contract Minting is MintBook {
    bytes32 internal constant TASK = EscrowTasks.DEPOSIT_ESCROW;

    /// @dev After something was paid, swept or finalised: mints what is due, or lets it wait. Never reverts for lack of room.
    /// @param reserved what of the share's reservation is still held
    function _mintOrWait(Claim memory claim, uint64 reserved) internal {
        uint64 due = _due(claim);
        if (claim.sums.place != 0) {
            _grow(claim);
        } else {
            if (reserved != 0) {
                uint64 first = due < reserved ? due : reserved;
                if (_window.waiting == 0 && first <= _mintable()) {
                    _mint(claim, reserved, first);
                    _settle(claim, DepositState.Minted);
                    due -= first;
                } else {
                    _enqueue(claim, due, true);
                    due = 0;
                }
            }
            if (due != 0) _mintUnreserved(claim, due);
        }
        _save(claim);
    }

    /// @dev What has no reservation stands behind what waits: for the limit, and at its staker.
    function _mintUnreserved(Claim memory claim, uint64 due) internal {
        bool now_ = _window.waiting == 0 && due <= _mintable() && _buffer().levelAt(TASK, claim.at.stakerId) == 0
            && due <= _room(claim);
        if (!now_) return _enqueue(claim, due, false);
        _mint(claim, 0, due);
        _settle(claim, DepositState.Minted);
    }

    /// @param reserved what of the reservation ends with it
    function _mint(Claim memory claim, uint64 reserved, uint64 sats) internal {
        uint64 fee = BridgeAccounting.feeUp(sats, _rules.depositFeeBps);
        bool owed = _owed(claim);
        claim.sums.minted += uint56(sats);
        if (owed && !_owed(claim)) IStakerRegistry(registry).noteOwed(claim.at.stakerId, false);
        _countMint(sats);
        address recipient = claim.at.recipient;
        emit DepositMinted(claim.reqId, claim.share, recipient, sats, sats - fee, fee);
        IStakerRegistry(registry).issue(claim.at.stakerId, reserved, sats);
        if (claim.sums.earlySince != 0 && claim.sums.minted >= claim.sums.swept) {
            claim.sums.earlySince = 0;
            IStakerRegistry(registry).holdStaker(claim.at.stakerId, false);
        }
        IQpBTC(qpBTC).mint(recipient, sats - fee, _rules.feeRecipient, fee);
    }

    /// @dev its staker was proven to have taken more than was minted
    function _owed(Claim memory claim) internal pure returns (bool) {
        return claim.sums.swept > claim.sums.minted;
    }

    function _room(Claim memory claim) internal view returns (uint64) {
        return IStakerRegistry(registry).roomOf(claim.at.stakerId);
    }

    /// @dev the ledger in which it waits
    function _ledgerOf(Claim memory claim) internal pure returns (uint256) {
        return claim.sums.reserved ? 0 : claim.at.stakerId;
    }

    function _enqueue(Claim memory claim, uint64 due, bool reserved) private {
        claim.sums.reserved = reserved;
        if (reserved) ++_window.waiting;
        uint256 place = _buffer().depositAt(TASK, _ledgerOf(claim), claim.at.recipient, claim.reqId, claim.share, due);
        claim.sums.place = uint40(place);
        emit DepositEscrowed(claim.reqId, claim.share, due, reserved, place);
        // What is paid beyond a minted share waits without changing what the share is.
        if (claim.at.state != DepositState.Minted) _settle(claim, DepositState.Escrowed);
    }

    /// @dev What waits already waits for more.
    function _grow(Claim memory claim) private {
        (uint256 ledger, uint256 place) = (_ledgerOf(claim), claim.sums.place);
        (,,, uint256 waits) = _buffer().entryAt(TASK, ledger, place);
        uint64 due = claim.sums.paid - claim.sums.minted;
        if (due <= waits) return;
        _buffer().growAt(TASK, ledger, place, due - waits);
        emit DepositEscrowed(claim.reqId, claim.share, due, claim.sums.reserved, place);
    }
}
